namespace ShutdownAnalyzers.Runtime;

/// <summary>How a further request on a kept-alive connection is answered while the app drains.</summary>
public enum DrainMode
{
    /// <summary>Answered with <see cref="GracefulShutdownOptions.DrainStatusCode"/>, <c>Retry-After</c> and a close. For proxies that retry on that status.</summary>
    Reject,

    /// <summary>Served, then closed. Loses nothing behind proxies that do not retry.</summary>
    Serve,
}
