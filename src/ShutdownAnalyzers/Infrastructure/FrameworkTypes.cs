using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace ShutdownAnalyzers.Infrastructure;

/// <summary>The framework's types, each looked up at most once in a compilation, when a rule first asks.</summary>
internal sealed class FrameworkTypes
{
    private static readonly ConditionalWeakTable<Compilation, FrameworkTypes> s_perCompilation = new();

    private readonly Compilation _compilation;
    private readonly ConcurrentDictionary<string, INamedTypeSymbol?> _types = new(StringComparer.Ordinal);

    private FrameworkTypes(Compilation compilation) => _compilation = compilation;

    public static FrameworkTypes Of(Compilation compilation) =>
        s_perCompilation.GetValue(compilation, static c => new FrameworkTypes(c));

    public INamedTypeSymbol? ThreadingTimer => Find("System.Threading.Timer");
    public INamedTypeSymbol? TimersTimer => Find("System.Timers.Timer");
    public INamedTypeSymbol? PeriodicTimer => Find("System.Threading.PeriodicTimer");
    public INamedTypeSymbol? ITimer => Find("System.Threading.ITimer");
    public INamedTypeSymbol? TimeProvider => Find("System.TimeProvider");
    public INamedTypeSymbol? TimerCallback => Find("System.Threading.TimerCallback");
    public INamedTypeSymbol? ElapsedEventHandler => Find("System.Timers.ElapsedEventHandler");
    public INamedTypeSymbol? Interlocked => Find("System.Threading.Interlocked");
    public INamedTypeSymbol? IAsyncDisposable => Find("System.IAsyncDisposable");
    public INamedTypeSymbol? Volatile => Find("System.Threading.Volatile");

    public INamedTypeSymbol? WebApplication => Find("Microsoft.AspNetCore.Builder.WebApplication");
    public INamedTypeSymbol? IApplicationBuilder => Find("Microsoft.AspNetCore.Builder.IApplicationBuilder");
    public INamedTypeSymbol? IEndpointRouteBuilder => Find("Microsoft.AspNetCore.Routing.IEndpointRouteBuilder");
    public INamedTypeSymbol? IServiceCollection => Find("Microsoft.Extensions.DependencyInjection.IServiceCollection");
    public INamedTypeSymbol? HttpContext => Find("Microsoft.AspNetCore.Http.HttpContext");
    public INamedTypeSymbol? Results => Find("Microsoft.AspNetCore.Http.Results");
    public INamedTypeSymbol? TypedResults => Find("Microsoft.AspNetCore.Http.TypedResults");
    public INamedTypeSymbol? HttpResponse => Find("Microsoft.AspNetCore.Http.HttpResponse");

    public INamedTypeSymbol? IHost => Find("Microsoft.Extensions.Hosting.IHost");
    public INamedTypeSymbol? IHostBuilder => Find("Microsoft.Extensions.Hosting.IHostBuilder");
    public INamedTypeSymbol? IHostApplicationBuilder => Find("Microsoft.Extensions.Hosting.IHostApplicationBuilder");
    public INamedTypeSymbol? HostExtensions => Find("Microsoft.Extensions.Hosting.HostingAbstractionsHostExtensions");
    public INamedTypeSymbol? HostBuilderExtensions => Find("Microsoft.Extensions.Hosting.HostingHostBuilderExtensions");
    public INamedTypeSymbol? HostBuilderAbstractions => Find("Microsoft.Extensions.Hosting.HostingAbstractionsHostBuilderExtensions");
    public INamedTypeSymbol? IWebHost => Find("Microsoft.AspNetCore.Hosting.IWebHost");
    public INamedTypeSymbol? IWebHostBuilder => Find("Microsoft.AspNetCore.Hosting.IWebHostBuilder");
    public INamedTypeSymbol? WebHostExtensions => Find("Microsoft.AspNetCore.Hosting.WebHostExtensions");
    public INamedTypeSymbol? WebHostDefaultsExtensions => Find("Microsoft.Extensions.Hosting.GenericHostBuilderExtensions");
    public INamedTypeSymbol? WebHostBuilderExtensions => Find("Microsoft.Extensions.Hosting.GenericHostWebHostBuilderExtensions");

    public INamedTypeSymbol? IHostedService => Find("Microsoft.Extensions.Hosting.IHostedService");
    public INamedTypeSymbol? IHostedLifecycleService => Find("Microsoft.Extensions.Hosting.IHostedLifecycleService");
    public INamedTypeSymbol? BackgroundService => Find("Microsoft.Extensions.Hosting.BackgroundService");
    public INamedTypeSymbol? IHostApplicationLifetime => Find("Microsoft.Extensions.Hosting.IHostApplicationLifetime");
    public INamedTypeSymbol? ExtensionsApplicationLifetime => Find("Microsoft.Extensions.Hosting.IApplicationLifetime");
    public INamedTypeSymbol? AspNetApplicationLifetime => Find("Microsoft.AspNetCore.Hosting.IApplicationLifetime");
    public INamedTypeSymbol? PosixSignalRegistration => Find("System.Runtime.InteropServices.PosixSignalRegistration");

    public INamedTypeSymbol? IHealthCheck => Find("Microsoft.Extensions.Diagnostics.HealthChecks.IHealthCheck");
    public INamedTypeSymbol? HealthCheckEndpoints => Find("Microsoft.AspNetCore.Builder.HealthCheckEndpointRouteBuilderExtensions");
    public INamedTypeSymbol? HealthCheckOptions => Find("Microsoft.AspNetCore.Diagnostics.HealthChecks.HealthCheckOptions");
    public INamedTypeSymbol? HostOptions => Find("Microsoft.Extensions.Hosting.HostOptions");
    public INamedTypeSymbol? WebHostBuilderAbstractions => Find("Microsoft.AspNetCore.Hosting.HostingAbstractionsWebHostBuilderExtensions");
    public INamedTypeSymbol? IGracefulShutdown => Find("ShutdownAnalyzers.Runtime.IGracefulShutdown");
    public INamedTypeSymbol? GracefulShutdownOptions => Find("ShutdownAnalyzers.Runtime.GracefulShutdownOptions");
    public INamedTypeSymbol? CancellationToken => Find("System.Threading.CancellationToken");
    public INamedTypeSymbol? ThreadPool => Find("System.Threading.ThreadPool");
    public INamedTypeSymbol? Environment => Find("System.Environment");
    public INamedTypeSymbol? OperationCanceledException => Find("System.OperationCanceledException");
    public INamedTypeSymbol? TaskCanceledException => Find("System.Threading.Tasks.TaskCanceledException");
    public INamedTypeSymbol? CancellationTokenSource => Find("System.Threading.CancellationTokenSource");

    public INamedTypeSymbol? Delegate => Find("System.Delegate");
    public INamedTypeSymbol? Task => Find("System.Threading.Tasks.Task");
    public INamedTypeSymbol? TaskFactory => Find("System.Threading.Tasks.TaskFactory");
    public INamedTypeSymbol? RequestDelegate => Find("Microsoft.AspNetCore.Http.RequestDelegate");
    public INamedTypeSymbol? ControllerBase => Find("Microsoft.AspNetCore.Mvc.ControllerBase");
    public INamedTypeSymbol? PageModel => Find("Microsoft.AspNetCore.Mvc.RazorPages.PageModel");
    public INamedTypeSymbol? Hub => Find("Microsoft.AspNetCore.SignalR.Hub");
    public INamedTypeSymbol? Process => Find("System.Diagnostics.Process");
    public INamedTypeSymbol? PosixSignalContext => Find("System.Runtime.InteropServices.PosixSignalContext");
    public INamedTypeSymbol? ConsoleCancelEventArgs => Find("System.ConsoleCancelEventArgs");
    public INamedTypeSymbol? Thread => Find("System.Threading.Thread");
    public INamedTypeSymbol? IServiceProvider => Find("System.IServiceProvider");
    public INamedTypeSymbol? ServerCallContext => Find("Grpc.Core.ServerCallContext");

    public INamedTypeSymbol? WebSocket => Find("System.Net.WebSockets.WebSocket");
    public INamedTypeSymbol? ClientWebSocket => Find("System.Net.WebSockets.ClientWebSocket");
    public INamedTypeSymbol? WebSocketManager => Find("Microsoft.AspNetCore.Http.WebSocketManager");
    public INamedTypeSymbol? AsyncStreamWriter => Find("Grpc.Core.IAsyncStreamWriter`1");

    private INamedTypeSymbol? Find(string metadataName) =>
#pragma warning disable RS0030 // This is the one place that may.
        _types.GetOrAdd(metadataName, _compilation.GetTypeByMetadataName);
#pragma warning restore RS0030
}
