namespace ShutdownAnalyzers.Timers;

/// <summary>SHUT301 is silent where the timer is stopped as its type ends, or ends by itself.</summary>
public sealed class TimerStoppedTests
{
    [Theory]
    [InlineData("public Task StopAsync(CancellationToken token) { _timer?.Change(Timeout.Infinite, 0); return Task.CompletedTask; }")]
    [InlineData("public void Dispose() => _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);")]
    [InlineData("public void Close() => _timer!.Change(-1, -1);")]
    [InlineData("public void Stop() => _timer!.Change(period: 0, dueTime: -1L);")]
    [InlineData("protected void OnClosed(EventArgs e) => _timer!.Change(TimeSpan.FromMilliseconds(-1), TimeSpan.Zero);")]
    [InlineData("public void Shutdown() => Halt(); private void Halt() => Really(); private void Really() => _timer?.Change(-1, -1);")]
    [InlineData("~Cache() => _timer?.Change(-1, -1);")]
    [InlineData("public void Start(CancellationToken token) => token.Register(() => _timer?.Change(-1, -1));")]
    [InlineData("public void Start(IHostApplicationLifetime lifetime) => lifetime.ApplicationStopping.Register(Halt); private void Halt() => _timer?.Change(-1, -1);")]
    public Task Where_the_type_ends(string member) => TimerTest.SilentAsync(member);

    [Theory]
    [InlineData("public void Dispose() => _timer.Stop();")]
    [InlineData("public void Dispose() => _timer.Enabled = false;")]
    [InlineData("public void Dispose() { if (_timer is { Enabled: true } timer) timer.Enabled = false; }")]
    public Task Where_the_type_ends_by_the_ways_of_its_kind(string member) =>
        TimerTest.VerifyAsync($"public class Cache {{ private readonly System.Timers.Timer _timer = new(1000); {member} }}");

    [Theory]
    [InlineData("public void Pause() => _timer!.Change(-1, -1);")]
    [InlineData("public void EndpointsChanged() => _timer!.Change(-1, -1);")]
    [InlineData("public void Dispose() => _timer!.Change(0, 1000);")]
    public Task But_not_elsewhere(string member) => TimerTest.ReportedAsync(member);

    [Fact]
    public async Task In_a_callback_given_to_a_method_of_the_users()
    {
        const string Source = """
            public static class Lifetime { public static void AtExit(Action callback) { } }

            public class Cache
            {
                private readonly Timer {|SHUT301:_timer|} = new(_ => { }, null, 0, 1000);
                public Cache() => Lifetime.AtExit(() => _timer.Change(-1, -1));
            }
            """;

        await TimerTest.VerifyAsync(Source);
        foreach (var name in (string[])["AtExit", "Other, Lifetime.AtExit"])
        {
            var taught = new RuleTest<TimerNeverDisposedAnalyzer>(ProjectKind.ClassLib) { TestCode = Source.Replace("{|SHUT301:_timer|}", "_timer") };
            taught.Set("shutdown_analyzers.ownership_taking_methods", name);
            await taught.RunAsync(TestContext.Current.CancellationToken);
        }
    }

    [Theory]
    [InlineData("private readonly Timer _timer = new(_ => { }, null, 5000, Timeout.Infinite);")]
    [InlineData("private readonly Timer _timer = new(_ => { }, null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);")]
    [InlineData("private readonly Timer _timer = new(_ => { });")]
    [InlineData("private readonly ITimer _timer = TimeProvider.System.CreateTimer(_ => { }, null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);")]
    [InlineData("private readonly System.Timers.Timer _timer = new(1000) { AutoReset = false }; public C() => _timer.Start();")]
    [InlineData("private readonly System.Timers.Timer _timer = new(1000); public C() { _timer.AutoReset = false; _timer.Enabled = true; }")]
    public Task That_fires_once(string members) => TimerTest.VerifyAsync($"class C {{ {members} }}");

    [Theory]
    [InlineData("private readonly Timer [|_timer|] = new(_ => { }, null, -1, -1); public C() => _timer.Change(0, 1000);")]
    [InlineData("private readonly Timer [|_timer|]; public C() => _timer = new(_ => _timer!.Change(1000, -1), null, 1000, -1);")]
    [InlineData("private readonly System.Timers.Timer [|_timer|] = new(1000) { AutoReset = false }; public C() { _timer.Start(); _timer.Elapsed += (_, _) => _timer.Start(); }")]
    public Task But_not_one_that_is_started_again(string members) => TimerTest.VerifyAsync($"class C {{ {members} }}");

    [Fact]
    public Task That_ends_with_a_token() => TimerTest.VerifyAsync("""
        using Microsoft.Extensions.Hosting;

        public class Worker : BackgroundService
        {
            private readonly PeriodicTimer _timer = new(TimeSpan.FromSeconds(1));

            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                while (await _timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
                    Console.WriteLine();
            }
        }
        """);

    [Theory]
    [InlineData("")]
    [InlineData("default")]
    [InlineData("CancellationToken.None")]
    public Task But_not_one_that_waits_for_ever(string token) => TimerTest.VerifyAsync($$"""
        public class Worker
        {
            private readonly PeriodicTimer [|_timer|] = new(TimeSpan.FromSeconds(1));
            public async Task RunAsync() { while (await _timer.WaitForNextTickAsync({{token}})) Console.WriteLine(); }
        }
        """);
}
