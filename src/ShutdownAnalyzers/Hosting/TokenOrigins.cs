namespace ShutdownAnalyzers.Hosting;

/// <summary>What cancels a token. One of a linked source has the origins of all it is linked to.</summary>
[Flags]
internal enum TokenOrigins
{
    /// <summary>Nothing ever: <c>CancellationToken.None</c>, <c>default</c>.</summary>
    Nothing = 0,

    /// <summary>The host, when it stops a background service: the token of <c>ExecuteAsync</c>.</summary>
    ServiceStopping = 1,

    /// <summary>The host, when the time to stop is up: the token of <c>StopAsync</c>, <c>StoppingAsync</c>, <c>StoppedAsync</c>.</summary>
    StopTimeout = 2,

    /// <summary>The signal: <c>ApplicationStopping</c>.</summary>
    ApplicationStopping = 4,

    /// <summary>The client that goes away: <c>RequestAborted</c>, the token of an endpoint.</summary>
    RequestAborted = 8,

    /// <summary>A source that the code makes itself, or a time that it sets.</summary>
    OwnSource = 16,

    /// <summary>Code that we cannot see, alone or beside what is known.</summary>
    Unknown = 32,
}
