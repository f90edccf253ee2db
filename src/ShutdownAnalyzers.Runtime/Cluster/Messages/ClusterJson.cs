using System.Text.Json;
using System.Text.Json.Serialization;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>What no command waits for.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ClusterStatus))]
[JsonSerializable(typeof(Handover))]
internal sealed partial class ClusterJson : JsonSerializerContext;
