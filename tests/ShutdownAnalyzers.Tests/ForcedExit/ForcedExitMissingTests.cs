namespace ShutdownAnalyzers.ForcedExit;

public sealed class ForcedExitMissingTests
{
    [Theory]
    [InlineData("builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = [|Timeout.InfiniteTimeSpan|]);")]
    [InlineData("builder.Services.Configure<HostOptions>(o => { o.ShutdownTimeout = [|TimeSpan.Zero|]; });")]
    [InlineData("builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = [|TimeSpan.MaxValue|]);")]
    [InlineData("builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = [|TimeSpan.FromMinutes(11)|]);")]
    [InlineData("builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = [|TimeSpan.FromMilliseconds(-1)|]);")]
    [InlineData("builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = [|new TimeSpan(1, 0, 0)|]);")]
    [InlineData("builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = [|default|]);")]
    [InlineData("builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = [|Times.Forever|]);")]
    [InlineData("builder.Services.AddSingleton(new HostOptions { ShutdownTimeout = [|TimeSpan.FromDays(1)|] });")]
    [InlineData("builder.WebHost.UseShutdownTimeout([|TimeSpan.FromHours(1)|]);")]
    public Task A_host_that_waits_too_long_or_not_at_all(string services) => Runs(services);

    [Theory]
    [InlineData("")]
    [InlineData("builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(5));")]
    [InlineData("builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromMinutes(10));")]
    [InlineData("builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(args.Length));")]
    [InlineData("builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = builder.Configuration.GetValue<TimeSpan>(\"Shutdown\"));")]
    [InlineData("builder.WebHost.UseShutdownTimeout(TimeSpan.FromSeconds(10));")]
    [InlineData("var ours = new Times { ShutdownTimeout = TimeSpan.MaxValue, ForcedExitTimeout = TimeSpan.Zero };")]
    [InlineData("builder.Services.Configure<HostOptions>(o => { if (o.ShutdownTimeout == Timeout.InfiniteTimeSpan) throw new InvalidOperationException(); });")]
    public Task Silent_on_a_time_that_ends(string services) => Runs(services);

    [Theory]
    [InlineData("builder.AddGracefulShutdown(o => o.ForcedExitTimeout = [|TimeSpan.Zero|]);")]
    [InlineData("builder.AddGracefulShutdown(o => o.ForcedExitTimeout = [|Timeout.InfiniteTimeSpan|]);")]
    [InlineData("builder.AddGracefulShutdown(o => o.ForcedExitTimeout = [|TimeSpan.MaxValue|]);")]
    [InlineData("builder.Services.AddGracefulShutdown(o => o.ForcedExitTimeout = [|TimeSpan.FromSeconds(21)|]);")]
    [InlineData("builder.AddGracefulShutdown(o => { o.LameDuckPeriod = TimeSpan.FromSeconds(15); o.ForcedExitTimeout = [|TimeSpan.FromSeconds(35)|]; });")]
    [InlineData("builder.AddGracefulShutdown(o => { o.DrainTimeout = TimeSpan.FromMinutes(2); o.ForcedExitTimeout = [|TimeSpan.FromMinutes(1)|]; });")]
    [InlineData("builder.AddGracefulShutdown(o => o.DrainTimeout = [|TimeSpan.FromSeconds(29)|]);")]
    [InlineData("builder.AddGracefulShutdown(o => o.LameDuckPeriod = [|TimeSpan.FromSeconds(10)|]);")]
    [InlineData("builder.AddGracefulShutdown(o => { o.LameDuckPeriod = TimeSpan.FromSeconds(15); o.DrainTimeout = [|TimeSpan.FromSeconds(15)|]; });")]
    [InlineData("builder.AddGracefulShutdown(); builder.Services.Configure<ShutdownAnalyzers.Runtime.GracefulShutdownOptions>(o => o.DrainTimeout = [|TimeSpan.FromMinutes(5)|]);")]
    public Task A_forced_exit_that_is_off_or_comes_too_early(string services) => Runs(services);

    [Theory]
    [InlineData("builder.AddGracefulShutdown();")]
    [InlineData("builder.AddGracefulShutdown(o => o.ForcedExitTimeout = TimeSpan.FromSeconds(22));")]
    [InlineData("builder.AddGracefulShutdown(o => { o.DrainTimeout = TimeSpan.FromMinutes(2); o.ForcedExitTimeout = TimeSpan.FromMinutes(3); });")]
    [InlineData("builder.AddGracefulShutdown(o => o.DrainTimeout = TimeSpan.FromSeconds(28));")]
    [InlineData("builder.AddGracefulShutdown(o => { o.DrainTimeout = TimeSpan.FromMinutes(2); o.ForcedExitTimeout = TimeSpan.FromSeconds(args.Length); });")]
    [InlineData("builder.AddGracefulShutdown(o => { o.DrainTimeout = TimeSpan.FromSeconds(args.Length); o.ForcedExitTimeout = TimeSpan.FromSeconds(5); });")]
    [InlineData("builder.AddGracefulShutdown(); builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = Timeout.InfiniteTimeSpan);")]
    public Task Silent_on_a_forced_exit_behind_the_drain(string services) => Runs(services);

    [Fact]
    public Task A_worker() => new RuleTest<ForcedExitMissingAnalyzer>(ProjectKind.Worker, """
        var builder = Host.CreateApplicationBuilder(args);
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = [|Timeout.InfiniteTimeSpan|]);
        builder.Build().Run();
        """).VerifyAsync();

    private static Task Runs(string services) => new RuleTest<ForcedExitMissingAnalyzer>(ProjectKind.Web, $$"""
        var builder = WebApplication.CreateBuilder(args);
        {{services}}
        builder.Build().Run();

        class Times
        {
            public static readonly TimeSpan Forever = Timeout.InfiniteTimeSpan;

            public TimeSpan ShutdownTimeout { get; set; }

            public TimeSpan ForcedExitTimeout { get; set; }
        }
        """).VerifyAsync(RuntimeReferences.All);
}
