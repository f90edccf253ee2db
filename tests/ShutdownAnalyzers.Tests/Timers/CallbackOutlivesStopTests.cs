using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;

namespace ShutdownAnalyzers.Timers;

/// <summary>SHUT303: a hosted service whose timer may run its callback after <c>StopAsync</c>.</summary>
public sealed class CallbackOutlivesStopTests
{
    private const string Dispose = "public Task StopAsync(CancellationToken token) { _timer?.[|Dispose|](); return Task.CompletedTask; }";

    [Theory]
    [InlineData("public Task StopAsync(CancellationToken token) { _timer?.[|Change|](Timeout.Infinite, 0); return Task.CompletedTask; }")]
    [InlineData("public Task StopAsync(CancellationToken token) { _timer!.[|Dispose|](); return Task.CompletedTask; }")]
    [InlineData("public Task StopAsync(CancellationToken token) { _ = _timer!.[|DisposeAsync|](); return Task.CompletedTask; }")]
    [InlineData("public Task StopAsync(CancellationToken token) { _timer?.[|DisposeAsync|](); return Task.CompletedTask; }")]
    [InlineData("public Task StopAsync(CancellationToken token) { if (_timer is { } timer) timer.[|Dispose|](); return Task.CompletedTask; }")]
    [InlineData("public Task StopAsync(CancellationToken token) { Stop(); return Task.CompletedTask; } private void Stop() => _timer?.[|Dispose|]();")]
    [InlineData("public Task StopAsync(CancellationToken token) { using ([|_timer|]) return Task.CompletedTask; }")]
    [InlineData("public Task StopAsync(CancellationToken token) { _timer?.[|Change|](-1, 0); return Task.CompletedTask; } public void Dispose() => _timer?.Dispose();")]
    [InlineData("public void Dispose() => _timer?.[|Dispose|](); public Task StopAsync(CancellationToken token) => Task.CompletedTask;")]
    [InlineData("public async Task StopAsync(CancellationToken token) { _timer?.[|Dispose|](); await Task.Yield(); }")]
    [InlineData("public void Dispose() => _timer?.Dispose(); public Task StopAsync(CancellationToken token) { _timer?.[|Change|](-1, 0); return Task.CompletedTask; }")]
    public Task Ends_its_timer_without_waiting(string members) => InServiceAsync(members);

    [Theory]
    [InlineData("_timer = new(_ => Work(), null, 0, 1000);")]
    [InlineData("_timer = new Timer(Tick, null, 0, 1000);")]
    [InlineData("_timer = new(delegate { Work(); }, null, 0, 1000);")]
    [InlineData("_timer = new(static state => ((Refresher)state!).Work(), this, 0, 1000);")]
    [InlineData("_timer = new(new TimerCallback(Tick), null, 0, 1000);")]
    [InlineData("_timer = new(_ => { Interlocked.Increment(ref _ticks); Work(); }, null, 0, 1000);")]
    [InlineData("_timer = new(_ => { lock (_gate) Work(); }, null, 0, 1000);")]
    public Task Whatever_its_callback_is(string creation) => InServiceAsync(Dispose, creation);

    [Theory]
    [InlineData("ITimer", "TimeProvider.System.CreateTimer(_ => Work(), null, TimeSpan.Zero, TimeSpan.FromSeconds(1))")]
    [InlineData("System.Threading.Timer", "new(_ => Work(), null, 0, 1000)")]
    public Task Whatever_kind_its_timer_is(string type, string creation) => VerifyAsync($$"""
        public class Refresher : IHostedService
        {
            private {{type}}? _timer;
            public Task StartAsync(CancellationToken token) { _timer = {{creation}}; return Task.CompletedTask; }
            {{Dispose}}
            private void Work() => Console.WriteLine();
        }
        """);

    [Theory]
    [InlineData("_timer.[|Dispose|]();")]
    [InlineData("_timer.[|Stop|]();")]
    [InlineData("_timer.[|Close|]();")]
    [InlineData("[|_timer|].Enabled = false;")]
    public Task A_timer_with_handlers(string end) => VerifyAsync($$"""
        public class Refresher : IHostedService
        {
            private readonly System.Timers.Timer _timer = new(1000);
            public Task StartAsync(CancellationToken token) { _timer.Elapsed += (_, _) => Console.WriteLine(); _timer.Start(); return Task.CompletedTask; }
            public Task StopAsync(CancellationToken token) { {{end}} return Task.CompletedTask; }
        }
        """);

    [Fact]
    public Task A_background_service() => VerifyAsync("""
        public class Refresher : BackgroundService
        {
            private readonly Timer _timer;
            public Refresher() => _timer = new(_ => Console.WriteLine(), null, 0, 1000);
            protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;
            public override void Dispose() { _timer.[|Dispose|](); base.Dispose(); }
        }
        """);

    [Fact]
    public Task At_the_field_where_the_end_is_in_another_file() => RuleTest<CallbackOutlivesStopAnalyzer>.VerifyAsync(
        ProjectKind.Worker,
        "public partial class Refresher { private readonly Timer [|_timer|] = new(_ => Console.WriteLine(), null, 0, 1000); }",
        "public partial class Refresher : IHostedService { public Task StartAsync(CancellationToken token) => Task.CompletedTask; public Task StopAsync(CancellationToken token) { _timer.Dispose(); return Task.CompletedTask; } }",
        "Host.CreateApplicationBuilder().Build().Run();");

    [Theory]
    [InlineData("public async Task StopAsync(CancellationToken token) { await _timer!.DisposeAsync(); }")]
    [InlineData("public async Task StopAsync(CancellationToken token) { if (_timer is not null) await _timer.DisposeAsync().ConfigureAwait(false); }")]
    [InlineData("public async Task StopAsync(CancellationToken token) { await using (_timer) { } }")]
    [InlineData("public async Task StopAsync(CancellationToken token) { await using var timer = _timer; }")]
    [InlineData("public Task StopAsync(CancellationToken token) => _timer!.DisposeAsync().AsTask();")]
    [InlineData("public Task StopAsync(CancellationToken token) => _timer?.DisposeAsync().AsTask() ?? Task.CompletedTask;")]
    [InlineData("public Task StopAsync(CancellationToken token) { var stopped = new ManualResetEvent(false); _timer!.Dispose(stopped); stopped.WaitOne(); return Task.CompletedTask; }")]
    [InlineData("public async Task StopAsync(CancellationToken token) { _timer!.Change(-1, -1); await _timer!.DisposeAsync(); } public void Dispose() => _timer?.Dispose();")]
    public Task Silent_where_it_waits_for_the_timer(string members) => InServiceAsync(members);

    [Theory]
    [InlineData("_timer = new(_ => _running = WorkAsync(), null, 0, 1000);", "public async Task StopAsync(CancellationToken token) { _timer?.Dispose(); await _running; }")]
    [InlineData("_timer = new(_ => _running = WorkAsync(), null, 0, 1000);", "public Task StopAsync(CancellationToken token) { _timer?.Change(-1, 0); return _running; }")]
    [InlineData("_timer = new(_ => _running = WorkAsync(), null, 0, 1000);", "public Task StopAsync(CancellationToken token) { _timer?.Change(-1, 0); return Task.WhenAny(_running, Task.Delay(-1, token)); }")]
    [InlineData("_timer = new(_ => { lock (_gate) Work(); }, null, 0, 1000);", "public Task StopAsync(CancellationToken token) { lock (_gate) _timer?.Dispose(); return Task.CompletedTask; }")]
    [InlineData("_timer = new(Tick, null, 0, 1000);", "public async Task StopAsync(CancellationToken token) { _timer?.Dispose(); await _idle.WaitAsync(token); }")]
    [InlineData("_timer = new(Tick, null, 0, 1000);", "public Task StopAsync(CancellationToken token) { _timer?.Dispose(); _idle.Wait(); return Task.CompletedTask; }")]
    [InlineData("_timer = new(_ => { _isBusy = true; Work(); _isBusy = false; }, null, 0, 1000);", "public async Task StopAsync(CancellationToken token) { _timer?.Dispose(); while (_isBusy) await Task.Delay(10); }")]
    public Task Silent_where_it_waits_for_what_the_callback_signals(string creation, string members) => InServiceAsync(members, creation);

    [Theory]
    [InlineData("_timer = new(_ => { }, null, 0, 1000);")]
    [InlineData("_timer = new(_ => _ticks++, null, 0, 1000);")]
    [InlineData("_timer = new(_ => Interlocked.Increment(ref _ticks), null, 0, 1000);")]
    [InlineData("_timer = new(_ => Volatile.Write(ref _ticks, 0), null, 0, 1000);")]
    [InlineData("_timer = new(_ => s_counter.Add(1), null, 0, 1000);")]
    [InlineData("_timer = new(Count, null, 0, 1000);")]
    [InlineData("_timer = new(_ => Count(nameof(_timer)), null, 0, 1000);")]
    public Task Silent_where_the_callback_only_counts(string creation) => InServiceAsync(Dispose.Replace("[|Dispose|]", "Dispose"), creation);

    [Theory]
    [InlineData("_timer = new(async _ => await WorkAsync(), null, 0, 1000);")]
    [InlineData("_timer = new(_callback!, null, 0, 1000);")]
    public Task Silent_where_SHUT305_speaks_or_the_callback_cannot_be_seen(string creation) => InServiceAsync(Dispose.Replace("[|Dispose|]", "Dispose"), creation);

    [Theory]
    [InlineData("public Task StopAsync(CancellationToken token) => Task.CompletedTask;")]
    [InlineData("public Task StopAsync(CancellationToken token) => Task.CompletedTask; public void Pause() => _timer?.Change(-1, 0);")]
    [InlineData("public Task StopAsync(CancellationToken token) { _timer?.Dispose(); return Task.CompletedTask; } public Timer? Timer => _timer;")]
    [InlineData("public Task StopAsync(CancellationToken token) { _timer?.Dispose(); return Task.CompletedTask; } public void Share(List<object?> all) => all.Add(_timer);")]
    [InlineData("public Task StopAsync(CancellationToken token) { Stop(_timer); return Task.CompletedTask; } private static void Stop(Timer? timer) => timer?.Dispose();")]
    public Task Silent_where_it_does_not_end_it_or_others_may(string members) => InServiceAsync(members);

    [Theory]
    [InlineData("timer!")]
    [InlineData("timer ?? new(_ => Console.WriteLine(), null, 0, 1000)")]
    public Task Silent_where_the_timer_may_be_handed_in(string value) => VerifyAsync($$"""
        public class Refresher(Timer? timer) : IHostedService
        {
            private readonly Timer _timer = {{value}};
            public Task StartAsync(CancellationToken token) => Task.CompletedTask;
            public Task StopAsync(CancellationToken token) { _timer.Dispose(); return Task.CompletedTask; }
        }
        """);

    [Fact]
    public Task Silent_in_a_type_that_no_host_stops() => VerifyAsync("""
        public class Refresher : IDisposable
        {
            private readonly Timer _timer = new(_ => Console.WriteLine(), null, 0, 1000);
            public Task StopAsync(CancellationToken token) { _timer.Dispose(); return Task.CompletedTask; }
            public void Dispose() => _timer.Dispose();
        }

        public class Loop : BackgroundService
        {
            private readonly PeriodicTimer _timer = new(TimeSpan.FromSeconds(1));
            protected override async Task ExecuteAsync(CancellationToken stoppingToken) { while (await _timer.WaitForNextTickAsync(stoppingToken)) Console.WriteLine(); }
            public override void Dispose() { _timer.Dispose(); base.Dispose(); }
        }
        """);

    [Fact]
    public Task And_names_the_timer_the_service_and_what_does_not_wait()
    {
        var test = new RuleTest<CallbackOutlivesStopAnalyzer>(ProjectKind.Worker, Service(Dispose.Replace("[|Dispose|]", "{|#0:Dispose|}"), "_timer = new(Tick, null, 0, 1000);"));
        test.ExpectedDiagnostics.Add(new DiagnosticResult("SHUT303", DiagnosticSeverity.Warning).WithLocation(0)
            .WithMessage("The callback of timer '_timer' can outlive StopAsync of 'Refresher': 'Dispose' does not wait for one that is running"));
        return test.VerifyAsync();
    }

    private static Task InServiceAsync(string members, string creation = "_timer = new Timer(Tick, null, 0, 1000);") =>
        RuleTest<CallbackOutlivesStopAnalyzer>.VerifyAsync(ProjectKind.Worker, Service(members, creation));

    private static string Service(string members, string creation) => $$"""
        Host.CreateApplicationBuilder().Build().Run();

        public class Refresher : IHostedService
        {
            private static readonly System.Diagnostics.Metrics.Counter<int> s_counter = new System.Diagnostics.Metrics.Meter("shop").CreateCounter<int>("ticks");
            private readonly object _gate = new();
            private readonly SemaphoreSlim _idle = new(1);
            private readonly TimerCallback? _callback = null;
            private Task _running = Task.CompletedTask;
            private Timer? _timer;
            private bool _isBusy;
            private int _ticks;

            public Task StartAsync(CancellationToken token)
            {
                {{creation}}
                return Task.CompletedTask;
            }

            {{members}}

            private void Tick(object? state) { _idle.Wait(); Work(); _idle.Release(); _isBusy = false; }
            private void Count(object? state) => Interlocked.Increment(ref _ticks);
            private void Work() => File.WriteAllText("state", "");
            private Task WorkAsync() => File.WriteAllTextAsync("state", "");
        }
        """;

    private static Task VerifyAsync(string source) =>
        RuleTest<CallbackOutlivesStopAnalyzer>.VerifyAsync(ProjectKind.Worker, "Host.CreateApplicationBuilder().Build().Run();\n\n" + source);
}
