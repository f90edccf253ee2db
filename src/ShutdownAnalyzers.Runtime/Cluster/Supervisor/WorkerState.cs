using System.Text.Json.Serialization;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>Where a worker stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WorkerState>))]
internal enum WorkerState
{
    /// <summary>Started; it has not said that it is online.</summary>
    [JsonStringEnumMemberName("booting")]
    Booting,

    /// <summary>Online, but its deploy is not finished.</summary>
    [JsonStringEnumMemberName("new_online")]
    NewOnline,

    [JsonStringEnumMemberName("online")]
    Online,

    /// <summary>Asked to shut down, or on its way out by itself.</summary>
    [JsonStringEnumMemberName("dying")]
    Dying,

    /// <summary>Killed before it served; counted no more.</summary>
    [JsonStringEnumMemberName("destroyed")]
    Destroyed,
}
