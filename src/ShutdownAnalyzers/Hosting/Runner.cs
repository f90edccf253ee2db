namespace ShutdownAnalyzers.Hosting;

/// <summary>Who runs a piece of code.</summary>
internal enum Runner
{
    /// <summary>Cannot be told: a helper that anyone may call, code that is handed to other code.</summary>
    Unknown,

    /// <summary>The program itself: top-level statements or <c>Main</c>.</summary>
    EntryPoint,

    /// <summary>A request: endpoint, middleware, controller, page, hub or gRPC method.</summary>
    Request,

    /// <summary>The host, as one of its services.</summary>
    HostedService,

    /// <summary>The host, as a callback of <c>ApplicationStopping</c> or <c>ApplicationStopped</c>.</summary>
    LifetimeCallback,
}
