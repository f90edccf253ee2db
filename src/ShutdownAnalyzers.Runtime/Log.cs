using Microsoft.Extensions.Logging;

namespace ShutdownAnalyzers.Runtime;

/// <summary>What the runtime says. The ids are stable.</summary>
/// <remarks>
/// Figures are passed as objects: a message with an <see langword="int"/> is compiled for it, through every logging provider, when it is
/// first written, and these are written once, while the process is to end.
/// </remarks>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Shutdown begins with {Cause}: serving, and asking connections to close")]
    public static partial void ShutdownBegins(this ILogger logger, string cause);

    [LoggerMessage(2, LogLevel.Information, "Draining: {InFlight} requests in flight")]
    public static partial void DrainingBegins(this ILogger logger, object inFlight);

    [LoggerMessage(3, LogLevel.Information, "Drained in {Duration}")]
    public static partial void Drained(this ILogger logger, object duration);

    [LoggerMessage(4, LogLevel.Warning, "{Report}")]
    public static partial void DrainTimedOut(this ILogger logger, string report);

    [LoggerMessage(5, LogLevel.Error, "'{Name}' failed")]
    public static partial void WorkFailed(this ILogger logger, string name, Exception exception);

    [LoggerMessage(6, LogLevel.Critical, "{Report}")]
    public static partial void ForcedExit(this ILogger logger, string report);

    [LoggerMessage(7, LogLevel.Warning, "'{Name}' took longer than its {Timeout}; the drain goes on without it")]
    public static partial void HookTimedOut(this ILogger logger, string name, object timeout);

    [LoggerMessage(8, LogLevel.Warning, "Stopping, to be replaced: {Reason}")]
    public static partial void ReplacementRequested(this ILogger logger, string reason);

    [LoggerMessage(9, LogLevel.Error, "A background service has failed: the process ends with code {ExitCode}")]
    public static partial void ServiceFailed(this ILogger logger, object exitCode);
}
