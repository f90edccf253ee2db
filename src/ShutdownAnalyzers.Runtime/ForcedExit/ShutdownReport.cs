using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ShutdownAnalyzers.Runtime;

/// <summary>What a shutdown waits for, at one moment.</summary>
internal sealed record ShutdownReport(string Headline, DateTimeOffset Time, ShutdownPhase Phase, double PhaseSeconds)
{
    public PendingRequest[] Requests { get; init; } = [];

    public PendingRequest[] WebSockets { get; init; } = [];

    /// <summary>Hooks and tracked work.</summary>
    public PendingItem[] Work { get; init; } = [];

    /// <summary>Whether a callback of <c>ApplicationStopping</c> has not returned.</summary>
    public bool StoppingCallbackRuns { get; init; }

    /// <summary>Those whose <c>ExecuteTask</c> has not ended.</summary>
    public string[] BackgroundServices { get; init; } = [];

    /// <summary>While the host stops them: the rest. It does not say which of them has stopped.</summary>
    public string[] HostedServices { get; init; } = [];

    /// <summary>Once the host has stopped: threads that are not the runtime's own. It does not say which are foreground threads.</summary>
    public string[] Threads { get; init; } = [];

    /// <summary>If more work items wait for the thread pool than it has threads: how many. A starved pool holds up whatever else waits.</summary>
    public long? StarvedWorkItems { get; init; }

    public override string ToString()
    {
        var text = new StringBuilder($"{Headline}\n  phase {Phase} for {PhaseSeconds:0.0} s{Hint()}");
        if (StoppingCallbackRuns)
            text.Append("\n  an ApplicationStopping callback has not returned");
        Append(text, "requests in flight", Requests);
        Append(text, "WebSockets", WebSockets);
        Append(text, "hooks and tracked work", Work);
        Append(text, "background services still running", BackgroundServices);
        Append(text, "hosted services that may still be stopping", HostedServices);
        Append(text, "threads of the app's own", Threads);
        if (StarvedWorkItems is { } waiting)
            text.Append($"\n  the thread pool is starved: {waiting} work items wait for a thread");
        return text.ToString();
    }

    public string ToJson() => JsonSerializer.Serialize(this, ReportJson.Default.ShutdownReport);

    private string Hint() => Phase switch
    {
        ShutdownPhase.LameDuck => ", waiting for connections to close",
        ShutdownPhase.Draining => ", waiting for what is in flight",
        ShutdownPhase.Stopping => ", waiting for the server, a hosted service or an ApplicationStopping callback",
        ShutdownPhase.Exited => ", the host has stopped: a foreground thread, a Dispose or an exit handler keeps the process",
        _ => "",
    };

    private static void Append(StringBuilder text, string what, IReadOnlyList<object> lines)
    {
        if (lines is [])
            return;

        text.Append($"\n  {what}: {lines.Count}");
        foreach (var line in lines)
            text.Append($"\n    {line}");
    }
}

[JsonSerializable(typeof(ShutdownReport))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, WriteIndented = true)]
internal sealed partial class ReportJson : JsonSerializerContext;
