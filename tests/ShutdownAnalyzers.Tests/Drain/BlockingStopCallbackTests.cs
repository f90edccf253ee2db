using Microsoft.CodeAnalysis;

namespace ShutdownAnalyzers.Drain;

public sealed class BlockingStopCallbackTests
{
    [Theory]
    [InlineData("app.Lifetime.ApplicationStopping.Register(() => Thread.[|Sleep|](10_000));")]
    [InlineData("app.Lifetime.ApplicationStopping.Register(() => { Console.WriteLine(\"bye\"); Thread.[|Sleep|](TimeSpan.FromSeconds(10)); });")]
    [InlineData("app.Lifetime.ApplicationStopping.Register(delegate { Thread.[|Sleep|](seconds * 1000); });")]
    [InlineData("app.Lifetime.ApplicationStopping.UnsafeRegister(_ => Thread.[|Sleep|](5000), null);")]
    [InlineData("app.Lifetime.ApplicationStopping.Register(_ => Thread.[|Sleep|](Timeout.Infinite), null);")]
    [InlineData("app.Lifetime.ApplicationStopping.Register(() => FlushAsync().[|Wait|]());")]
    [InlineData("app.Lifetime.ApplicationStopping.Register(() => FlushAsync().GetAwaiter().[|GetResult|]());")]
    [InlineData("app.Lifetime.ApplicationStopping.Register(() => Console.WriteLine(CountAsync().[|Result|]));")]
    [InlineData("app.Lifetime.ApplicationStopping.Register(() => Task.Delay(2000).[|Wait|]());")]
    [InlineData("app.Lifetime.ApplicationStopping.Register(Stop);")]
    [InlineData("app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(() => Thread.[|Sleep|](15000));")]
    [InlineData("var stopping = app.Lifetime; stopping.ApplicationStopping.Register(() => { if (seconds > 0) Thread.[|Sleep|](15000); });")]
    public Task A_callback_that_blocks(string statement) => Runs(statement, statement.Contains("(Stop)") ? "Thread.[|Sleep|](30_000);" : "");

    [Theory]
    [InlineData("builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(14));")]
    [InlineData("builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(10));")]
    public Task A_timeout_that_does_not_leave_enough(string services) => Runs("app.Lifetime.ApplicationStopping.Register(() => Thread.[|Sleep|](10_000));", "", services);

    [Theory]
    [InlineData("builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(15));")]
    [InlineData("builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = Timeout.InfiniteTimeSpan);")]
    [InlineData("builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(seconds));")]
    [InlineData("builder.WebHost.UseShutdownTimeout(TimeSpan.FromMinutes(1));")]
    public Task Silent_where_a_timeout_in_sight_leaves_enough(string services) => Runs("app.Lifetime.ApplicationStopping.Register(() => Thread.Sleep(10_000));", "", services);

    [Theory]
    [InlineData("app.Lifetime.ApplicationStopping.Register(() => Thread.Sleep(1000));")]
    [InlineData("app.Lifetime.ApplicationStopping.Register(() => Task.Delay(500).Wait());")]
    [InlineData("app.Lifetime.ApplicationStopping.Register(() => Console.WriteLine(\"bye\"));")]
    [InlineData("app.Lifetime.ApplicationStopping.Register(() => { Task.Run(() => Thread.Sleep(10_000)); });")]
    [InlineData("app.Lifetime.ApplicationStopping.Register(async () => await Task.Delay(10_000));")]
    [InlineData("app.Lifetime.ApplicationStopping.Register(async () => { await Task.Yield(); Thread.Sleep(10_000); });")]
    [InlineData("app.Lifetime.ApplicationStopped.Register(() => Thread.Sleep(10_000));")]
    [InlineData("app.Lifetime.ApplicationStarted.Register(() => Thread.Sleep(10_000));")]
    [InlineData("new CancellationTokenSource().Token.Register(() => Thread.Sleep(10_000));")]
    [InlineData("app.Lifetime.ApplicationStopping.Register(new Action(Console.Beep));")]
    [InlineData("new Ours().ApplicationStopping.Register(() => Thread.Sleep(10_000));")]
    [InlineData("if (app.Lifetime.ApplicationStopping.IsCancellationRequested) Thread.Sleep(10_000);")]
    public Task Silent_on_a_callback_that_does_not_hold_the_stop(string statement) => Runs(statement, "");

    [Fact]
    public Task Says_how_long_and_of_what()
    {
        var test = new RuleTest<BlockingStopCallbackAnalyzer>(ProjectKind.Worker, """
            class Worker(IHostApplicationLifetime lifetime)
            {
                public void Start() => lifetime.ApplicationStopping.Register(() => Thread.{|#0:Sleep|}(10_000));

                static void Main() { }
            }
            """);
        test.ExpectedDiagnostics.Add(new Microsoft.CodeAnalysis.Testing.DiagnosticResult("SHUT204", DiagnosticSeverity.Warning).WithLocation(0).WithMessage(
            "'Sleep' blocks an ApplicationStopping callback for 00:00:10: that comes off the ShutdownTimeout of 00:00:30, and what is still in flight when it is over is cut"));
        return test.VerifyAsync();
    }

    private static Task Runs(string statement, string stop, string services = "") => RuleTest<BlockingStopCallbackAnalyzer>.VerifyAsync(ProjectKind.Web, $$"""
        var seconds = args.Length;
        var builder = WebApplication.CreateBuilder(args);
        {{services}}
        var app = builder.Build();
        {{statement}}
        app.Run();

        void Stop()
        {
            {{stop}}
        }

        static Task FlushAsync() => Task.CompletedTask;
        static Task<int> CountAsync() => Task.FromResult(1);

        class Ours
        {
            public CancellationToken ApplicationStopping => default;
        }
        """);
}
