namespace ShutdownAnalyzers.Runtime;

/// <summary>
/// The options of a graceful shutdown. Bound from the configuration section <c>GracefulShutdown</c>,
/// then changed by code, then checked when the host starts.
/// </summary>
public sealed class GracefulShutdownOptions
{
    /// <summary>
    /// How long the app keeps listening and serving after the signal while every response asks its connection to close.
    /// At most one hour; default 1 s. Behind Kubernetes Services 10 to 15 s, so that the endpoint is removed first.
    /// </summary>
    public TimeSpan LameDuckPeriod { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Whether the lame duck is over as soon as no connection is open; default <see langword="true"/>.
    /// Set to <see langword="false"/> where new connections keep coming until someone is told, as behind Kubernetes Services.
    /// </summary>
    public bool EndLameDuckEarly { get; set; } = true;

    /// <summary>How a further request on a kept-alive connection is answered while draining; default <see cref="DrainMode.Reject"/>.</summary>
    public DrainMode DrainMode { get; set; } = DrainMode.Reject;

    /// <summary>The status of a rejected request: 503 (the default) or 502.</summary>
    public int DrainStatusCode { get; set; } = 503;

    /// <summary>The <c>Retry-After</c> of a rejected request, sent in whole seconds, rounded up. From 0 to one hour; default 1 s.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long requests in flight, hooks and tracked work may take to finish. At most one hour; default 20 s.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// How long a WebSocket may take to end after it was closed with 1001, which is when draining begins; then it is cut.
    /// At most one hour; default 5 s. <see cref="DrainTimeout"/> cuts it as well.
    /// </summary>
    public TimeSpan WebSocketCloseTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Paths that are served while draining too, with all below them: probes and metrics. Each starts with a slash; default none.</summary>
    public IList<string> ExemptPaths { get; } = [];

    /// <summary>
    /// How long after the signal the process is ended by force, with a report of what hung.
    /// More than <see cref="LameDuckPeriod"/> and <see cref="DrainTimeout"/> together, at most one day; default 30 s.
    /// </summary>
    public TimeSpan ForcedExitTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The exit code of a forced exit, from 1 to 255; default 1.</summary>
    public int ForcedExitCode { get; set; } = 1;

    /// <summary>A file that a forced exit writes its report to as JSON, replacing what is there; default none.</summary>
    public string? ReportFile { get; set; }

    /// <summary>
    /// Whether SIGHUP, which ends a process by default, stops the app like SIGTERM; default <see langword="true"/>.
    /// Set to <see langword="false"/> where the app has a use of its own for that signal.
    /// </summary>
    public bool StopOnHangup { get; set; } = true;

    /// <summary>Whether the lame duck begins by accepting no more: others, who share the listening socket, have its queue.</summary>
    internal bool LeavesQueueToOthers;

    /// <summary>The clock of the phases. Not the app's own <see cref="TimeProvider"/>: one that a test has stopped would hold the shutdown.</summary>
    internal TimeProvider Clock = TimeProvider.System;
}
