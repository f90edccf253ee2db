using ShutdownAnalyzers.Hosting;

namespace ShutdownAnalyzers.ForcedExit;

public sealed class ForcedExitMissingFixTests
{
    [Theory]
    [InlineData("builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = [|Timeout.InfiniteTimeSpan|]);", "builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(30));")]
    [InlineData("builder.WebHost.UseShutdownTimeout([|TimeSpan.FromHours(1)|]);", "builder.WebHost.UseShutdownTimeout(TimeSpan.FromSeconds(30));")]
    [InlineData("builder.Services.AddSingleton(new HostOptions { ShutdownTimeout = [|default|] });", "builder.Services.AddSingleton(new HostOptions { ShutdownTimeout = TimeSpan.FromSeconds(30) });")]
    [InlineData("builder.AddGracefulShutdown(o => o.ForcedExitTimeout = [|TimeSpan.Zero|]);", "builder.AddGracefulShutdown(o => o.ForcedExitTimeout = TimeSpan.FromSeconds(30));")]
    [InlineData("builder.AddGracefulShutdown(o => { o.DrainTimeout = TimeSpan.FromMinutes(1); o.ForcedExitTimeout = [|TimeSpan.FromSeconds(45)|]; });", "builder.AddGracefulShutdown(o => { o.DrainTimeout = TimeSpan.FromMinutes(1); o.ForcedExitTimeout = TimeSpan.FromSeconds(71); });")]
    [InlineData("builder.AddGracefulShutdown(o => { o.DrainTimeout = [|TimeSpan.FromMinutes(1)|]; });", "builder.AddGracefulShutdown(o => { o.DrainTimeout = TimeSpan.FromMinutes(1); o.ForcedExitTimeout = TimeSpan.FromSeconds(71); });")]
    [InlineData("var ours = new ShutdownAnalyzers.Runtime.GracefulShutdownOptions { LameDuckPeriod = [|TimeSpan.FromSeconds(15)|] };", "var ours = new ShutdownAnalyzers.Runtime.GracefulShutdownOptions { LameDuckPeriod = TimeSpan.FromSeconds(15), ForcedExitTimeout = TimeSpan.FromSeconds(45) };")]
    public Task States_a_time(string services, string fixedServices) => VerifyAsync(services, fixedServices);

    [Fact]
    public Task A_lambda_gets_a_second_statement() => VerifyAsync(
        "builder.AddGracefulShutdown(o => o.DrainTimeout = [|TimeSpan.FromSeconds(60)|]);",
        """
        builder.AddGracefulShutdown(o =>
        {
            o.ForcedExitTimeout = TimeSpan.FromSeconds(71);
            o.DrainTimeout = TimeSpan.FromSeconds(60);
        });
        """);

    [Fact]
    public Task Every_time_of_a_file() => VerifyAsync(
        """
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = [|TimeSpan.Zero|]);
        builder.WebHost.UseShutdownTimeout([|Timeout.InfiniteTimeSpan|]);
        """,
        """
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(30));
        builder.WebHost.UseShutdownTimeout(TimeSpan.FromSeconds(30));
        """);

    [Fact]
    public Task No_fix_where_there_is_no_place_for_a_statement()
    {
        const string services = "var ours = new ShutdownAnalyzers.Runtime.GracefulShutdownOptions(); Console.WriteLine(ours.DrainTimeout = [|TimeSpan.FromMinutes(1)|]);";
        return VerifyAsync(services, services);
    }

    private static Task VerifyAsync(string services, string fixedServices) =>
        RuntimeFixTest<ForcedExitMissingAnalyzer, ForcedExitMissingFix>.VerifyAsync(Program(services), Program(fixedServices));

    private static string Program(string services) => $"""
        var builder = WebApplication.CreateBuilder(args);
        {services}
        builder.Build().Run();
        """;
}
