using System.Text.Json;
using System.Text.Json.Serialization;

namespace ShutdownAnalyzers.Runtime.Cluster;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WorkerMessage))]
[JsonSerializable(typeof(ControlRequest))]
[JsonSerializable(typeof(ControlReply))]
[JsonSerializable(typeof(ClusterStatus))]
[JsonSerializable(typeof(Handover))]
internal sealed partial class ClusterJson : JsonSerializerContext;
