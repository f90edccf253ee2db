using System.Collections.Immutable;

namespace ShutdownAnalyzers.Infrastructure;

/// <summary>The names that <see cref="TreeFacts"/> looks for in every file, grouped by what they may mean once bound.</summary>
internal static class WatchedNames
{
    /// <summary>Calls that run a host until it is told to stop.</summary>
    public static readonly ImmutableArray<string> RunCalls =
        ["Run", "RunAsync", "WaitForShutdown", "WaitForShutdownAsync", "RunConsoleAsync"];

    /// <summary>Calls that make a generic or plain host a web host.</summary>
    public static readonly ImmutableArray<string> WebHosts = ["ConfigureWebHostDefaults", "ConfigureWebHost"];

    /// <summary>Types through whose members an app is put together; a body that names none of them hands none of them on.</summary>
    public static readonly ImmutableArray<string> Composition =
    [
        "WebApplication", "WebApplicationBuilder", "Host", "HostBuilder", "HostApplicationBuilder", "WebHost", "WebHostBuilder",
        "IServiceCollection", "ServiceCollection", "IApplicationBuilder", "IHost", "IHostBuilder", "IHostApplicationBuilder", "IWebHost", "IWebHostBuilder", "IEndpointRouteBuilder",
    ];

    /// <summary>Where code says how long the host lets its services stop.</summary>
    public static readonly ImmutableArray<string> HostTimeouts = ["ShutdownTimeout", "UseShutdownTimeout"];

    /// <summary>Where code says how long a shutdown may take.</summary>
    public static readonly ImmutableArray<string> TimeLimits = [.. HostTimeouts, "LameDuckPeriod", "DrainTimeout", "ForcedExitTimeout"];

    /// <summary>Calls that map an endpoint to a function.</summary>
    public static readonly ImmutableArray<string> EndpointMaps =
        ["MapGet", "MapPost", "MapPut", "MapDelete", "MapPatch", "MapMethods", "MapFallback"];

    /// <summary>What the rules of each band look at; a name may stand in several.</summary>
    public static readonly ImmutableArray<string> Lifecycle =
    [
        "PosixSignalRegistration", "ApplicationStopping", "ApplicationStopped",
        "IHostedLifecycleService", "StartAsync", "Start", "StopAsync", "ExecuteAsync", "StopApplication",
        "ProcessExit", "Unloading", "CancelKeyPress", "Cancel",
        "Register", "UnsafeRegister", "Exit", "FailFast", "Kill", "Thread",
    ];

    public static readonly ImmutableArray<string> Drain =
    [
        "AddGracefulShutdown", "UseDrain", "StatusCode",
        "RequestAborted", "CreateLinkedTokenSource", "Register", "UnsafeRegister",
        "MapHealthChecks", "IHealthCheck", "AddCheck", "AddAsyncCheck", "AddDrainReadiness", "AddApplicationLifecycleHealthCheck",
    ];

    /// <summary>The types of the timers that the rules know, and the method that makes one.</summary>
    public static readonly ImmutableArray<string> Timers = ["Timer", "PeriodicTimer", "ITimer", "CreateTimer"];

    /// <summary>Where a timer is given what it calls.</summary>
    public static readonly ImmutableArray<string> TimerCallbacks = ["Timer", "ITimer", "CreateTimer", "TimerCallback", "ElapsedEventHandler", "Elapsed"];

    /// <summary>The methods by which a host stops a service.</summary>
    public static readonly ImmutableArray<string> StopMethods = ["StopAsync", "StoppingAsync", "StoppedAsync"];

    /// <summary>What code that requests run cannot do without: an app to be added to, a base type, or the request.</summary>
    public static readonly ImmutableArray<string> RequestCode = ["WebApplication", "IApplicationBuilder", "IEndpointRouteBuilder", "ControllerBase", "Controller", "Hub", "PageModel", "HttpContext", "ServerCallContext"];

    public static readonly ImmutableArray<string> BackgroundWork =
    [
        "ExecuteAsync", "StartAsync", "Dispose",
        "ServicesStopConcurrently", "AddHostedService", "ExitCode", "Exit", "FailFast", "BackgroundServiceExceptionBehavior",
    ];

    public static readonly ImmutableArray<string> AcceptedSockets = ["AcceptWebSocketAsync"];

    public static readonly ImmutableArray<string> SocketTransfers = ["ReceiveAsync", "SendAsync"];

    /// <summary>Calls that send a part of a response, and the type of a response that is sent part by part.</summary>
    public static readonly ImmutableArray<string> Streams = ["WriteAsync", "WriteAsJsonAsync", "FlushAsync", "IAsyncEnumerable"];

    /// <summary>The package's mark of an endpoint that is ended when the app drains.</summary>
    public static readonly ImmutableArray<string> LongLived = ["LongLived", "LongLivedAttribute"];

    /// <summary>Members by which code that serves a connection learns that the app stops.</summary>
    public static readonly ImmutableArray<string> ShutdownNotices = ["ApplicationStopping", "ApplicationStopped", "Draining", "OnDraining"];

    public static readonly ImmutableArray<string> Deployment =
    [
        "AddGracefulShutdown", "UseDrain", "DrainMode", "DrainStatusCode", "MapHealthChecks", "UseSystemd", "AddSystemd", "SIGHUP", "WorkerCluster",
    ];

    public static readonly ImmutableArray<string> All =
    [
        .. RunCalls, .. WebHosts, .. Composition, .. TimeLimits, .. EndpointMaps,
        .. Lifecycle, .. Drain, .. Timers, .. TimerCallbacks, .. StopMethods, .. RequestCode, .. BackgroundWork, .. AcceptedSockets, .. SocketTransfers, .. Streams, .. LongLived, .. ShutdownNotices, .. Deployment,
    ];
}
