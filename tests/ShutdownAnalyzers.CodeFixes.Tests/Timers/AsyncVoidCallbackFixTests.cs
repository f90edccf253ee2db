namespace ShutdownAnalyzers.Timers;

/// <summary>SHUT305's fix makes a background service of a hosted service that only runs a timer.</summary>
public sealed class AsyncVoidCallbackFixTests
{
    [Theory]
    [InlineData(
        "new Timer([|async|] _ => await WorkAsync(), null, TimeSpan.Zero, TimeSpan.FromMinutes(1))",
        "",
        "TimeSpan.FromMinutes(1)",
        "do\n        {\n            await WorkAsync();\n        }\n        while (await timer.WaitForNextTickAsync(stoppingToken));")]
    [InlineData(
        "new([|async|] _ => { Count(); await WorkAsync(); }, null, 1000, 1000)",
        "",
        "TimeSpan.FromMilliseconds(1000)",
        "while (await timer.WaitForNextTickAsync(stoppingToken))\n        {\n            Count();\n            await WorkAsync();\n        }")]
    [InlineData(
        "new([|async|] state => await WorkAsync(), null, TimeSpan.FromSeconds(5), s_period)",
        "await Task.Delay(TimeSpan.FromSeconds(5), stoppingToken);\n        ",
        "s_period",
        "do\n        {\n            await WorkAsync();\n        }\n        while (await timer.WaitForNextTickAsync(stoppingToken));")]
    public Task Of_a_timed_service(string creation, string wait, string period, string loop) => VerifyAsync(
        Service("IHostedService, IDisposable", $$"""
            private Timer? _timer;

                public Task StartAsync(CancellationToken cancellationToken)
                {
                    _timer = {{creation}};
                    return Task.CompletedTask;
                }

                public Task StopAsync(CancellationToken cancellationToken)
                {
                    _timer?.Change(Timeout.Infinite, 0);
                    return Task.CompletedTask;
                }

                public void Dispose() => _timer?.Dispose();
            """),
        Service("BackgroundService", $$"""
            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
                {
                    {{wait}}using var timer = new PeriodicTimer({{period}});
                    {{loop}}
                }
            """).Replace("_ticks;\n", "_ticks;\n\n"));

    [Theory]
    [InlineData("_timer = new({|SHUT305:async|} _ => await WorkAsync(), null, 0, 1000); Count(); return Task.CompletedTask;")]
    [InlineData("_timer = new({|SHUT305:async|} _ => await WorkAsync(), null, 1000, Timeout.Infinite); return Task.CompletedTask;")]
    [InlineData("_timer = new({|SHUT305:async|} _ => await WorkAsync(), this, 0, 1000); return Task.CompletedTask;")]
    [InlineData("_timer = new({|SHUT305:async|} state => await Task.FromResult(state), null, 0, 1000); return Task.CompletedTask;")]
    [InlineData("_timer = new({|SHUT305:async|} (state) => await Task.FromResult(state), null, 0, 1000); return Task.CompletedTask;")]
    [InlineData("_timer = new({|SHUT305:async|} _ => { await WorkAsync(); _timer?.Change(5, 5); }, null, 0, 1000); return Task.CompletedTask;")]
    [InlineData("cancellationToken.ThrowIfCancellationRequested(); _timer = new({|SHUT305:async|} _ => await WorkAsync(), null, 0, 1000); return Task.CompletedTask;")]
    [InlineData("_timer = new({|SHUT305:async|} _ => await Task.Delay(1, cancellationToken), null, 0, 1000); return Task.CompletedTask;")]
    [InlineData("_timer = new({|SHUT305:OnTick|}, null, 0, 1000); return Task.CompletedTask;")]
    public Task Not_of_one_that_does_more(string start)
    {
        var source = Service("IHostedService", $$"""
            private Timer? _timer;
                public Task StartAsync(CancellationToken cancellationToken) { {{start}} }
                public Task StopAsync(CancellationToken cancellationToken) { _timer?.Dispose(); return Task.CompletedTask; }
                private async void OnTick(object? state) => await WorkAsync();
                public void Now() => OnTick(null);
            """);
        return VerifyAsync(source, source);
    }

    [Fact]
    public Task Of_one_whose_tick_is_a_method() => VerifyAsync(
        Service("IHostedService", """
            private Timer? _timer;

                public Task StartAsync(CancellationToken cancellationToken)
                {
                    _timer = new Timer([|OnTick|], null, TimeSpan.Zero, s_period);
                    return Task.CompletedTask;
                }

                public Task StopAsync(CancellationToken cancellationToken)
                {
                    _timer?.Dispose();
                    return Task.CompletedTask;
                }

                private async void OnTick(object? state)
                {
                    Count();
                    await WorkAsync();
                }
            """),
        Service("BackgroundService", """
            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
                {
                    using var timer = new PeriodicTimer(s_period);
                    do
                    {
                        await OnTick();
                    }
                    while (await timer.WaitForNextTickAsync(stoppingToken));
                }

                private async Task OnTick()
                {
                    Count();
                    await WorkAsync();
                }
            """).Replace("_ticks;\n", "_ticks;\n\n"));

    [Fact]
    public Task Of_one_whose_tick_has_many_lines() => VerifyAsync(
        Service("IHostedService", """
            private Timer? _timer;

                public Task StartAsync(CancellationToken cancellationToken)
                {
                    _timer = new Timer([|async|] _ =>
                    {
                        // Not now.
                        if (_ticks > 3)
                            Count();

                        try
                        {
                            await WorkAsync();
                        }
                        catch (IOException timer)
                        {
                            Console.WriteLine(timer);
                        }
                    }, null, TimeSpan.Zero, s_period);
                    return Task.CompletedTask;
                }

                public Task StopAsync(CancellationToken cancellationToken)
                {
                    _timer?.Dispose();
                    return Task.CompletedTask;
                }
            """),
        Service("BackgroundService", """
            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
                {
                    using var timer2 = new PeriodicTimer(s_period);
                    do
                    {
                        // Not now.
                        if (_ticks > 3)
                            Count();

                        try
                        {
                            await WorkAsync();
                        }
                        catch (IOException timer)
                        {
                            Console.WriteLine(timer);
                        }
                    }
                    while (await timer2.WaitForNextTickAsync(stoppingToken));
                }
            """).Replace("_ticks;\n", "_ticks;\n\n"));

    [Fact]
    public Task Not_where_other_code_looks_at_the_timer()
    {
        var source = Service("IHostedService", """
            private Timer? _timer;
                public bool IsRunning => _timer is not null;
                public Task StartAsync(CancellationToken cancellationToken) { _timer = new({|SHUT305:async|} _ => await WorkAsync(), null, 0, 1000); return Task.CompletedTask; }
                public Task StopAsync(CancellationToken cancellationToken) { _timer?.Dispose(); return Task.CompletedTask; }
            """);
        return VerifyAsync(source, source);
    }

    private static string Service(string bases, string members) => $$"""
        Host.CreateApplicationBuilder(args).Build().Run();

        public sealed class Refresher : {{bases}}
        {
            private static readonly TimeSpan s_period = TimeSpan.FromMinutes(1);
            private int _ticks;
            {{members}}

            private void Count() => _ticks++;
            private Task WorkAsync() => File.WriteAllTextAsync("state", $"{_ticks} {s_period}");
        }
        """;

    private static Task VerifyAsync(string source, string fixedSource) =>
        FixTest<AsyncVoidCallbackAnalyzer, AsyncVoidCallbackFix>.VerifyAsync(ProjectKind.Worker, source, fixedSource);
}
