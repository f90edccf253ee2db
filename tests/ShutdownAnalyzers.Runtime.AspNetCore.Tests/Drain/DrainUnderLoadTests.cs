using ShutdownAnalyzers.Load;

namespace ShutdownAnalyzers.Runtime.AspNetCore.Drain;

/// <summary>A real server under load, a real SIGTERM: nothing a client sent is lost.</summary>
public sealed class DrainUnderLoadTests
{
    [Theory]
    [InlineData(DrainMode.Serve)]
    [InlineData(DrainMode.Reject)]
    public async Task Five_signals_in_a_row_lose_nothing(DrainMode mode)
    {
        for (var signal = 1; signal <= 5; signal++)
        {
            var (load, exitCode) = await TerminateUnderLoadAsync(mode);

            Assert.Equal(0, exitCode);
            Assert.Empty(load.Lost.GroupBy(lost => $"{lost.Outcome}: {lost.Request.Method} {lost.Request.Path}, {lost.Group.Name}", (what, all) => $"{all.Count()} × {what}"));
            Assert.All(load.InFlight.Where(exchange => exchange.Request == EchoTraffic.Slow), slow => Assert.Equal(Outcome.Served, slow.Outcome));
            if (mode == DrainMode.Serve)
                Assert.Equal(0, load.Count(Outcome.AskedToRetry));
        }
    }

    private static async Task<(LoadResult Load, int ExitCode)> TerminateUnderLoadAsync(DrainMode mode)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var app = await AppProcess.StartAsync(TestApp.Web, 0, cancellation, $"--GracefulShutdown:DrainMode={mode}", "--Logging:LogLevel:Microsoft.AspNetCore=Warning");
        using var load = LoadRun.Start(app.Server, EchoTraffic.Groups);
        await load.WarmUpAsync(cancellation);
        load.Terminate(app);
        return (await load.FinishAsync(cancellation), await app.WaitForExitAsync(cancellation));
    }
}
