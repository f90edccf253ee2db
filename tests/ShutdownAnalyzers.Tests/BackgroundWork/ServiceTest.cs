using Microsoft.CodeAnalysis.Diagnostics;

namespace ShutdownAnalyzers.BackgroundWork;

/// <summary>Tests of a rule on a background service whose <c>ExecuteAsync(CancellationToken stop)</c> is given, and whatever members it needs beside it.</summary>
internal static class ServiceTest<TAnalyzer>
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    public static Task ExecuteAsync(string statements, string members = "") => VerifyAsync($$"""
        protected override async Task ExecuteAsync(CancellationToken stop)
        {
            {{statements}}
        }

        {{members}}
        """);

    public static Task VerifyAsync(string members) => RuleTest<TAnalyzer>.VerifyAsync(ProjectKind.Worker, $$"""
        using System.Threading.Channels;

        await new HostBuilder().ConfigureServices(services => services.AddHostedService<Worker>()).RunConsoleAsync();

        partial class Worker : BackgroundService
        {
            private readonly Channel<int> _jobs = Channel.CreateUnbounded<int>();
            private readonly SemaphoreSlim _gate = new(1);
            private readonly PeriodicTimer _tick = new(TimeSpan.FromSeconds(5));
            private readonly HttpClient _http = new();
            private readonly System.Net.Sockets.TcpListener _listener = new(System.Net.IPAddress.Loopback, 0);
            private Task _work = Task.CompletedTask;

            {{members}}

            private Task SaveAsync(int job, CancellationToken cancel = default) => Task.CompletedTask;
            private Task<int> ReadAsync() => Task.FromResult(1);
            private object Touch() => (_jobs, _gate, _tick, _http, _listener, _work);
        }
        """);
}
