using ShutdownAnalyzers.Load;

namespace ShutdownAnalyzers.Runtime.AspNetCore.Drain;

/// <summary>A real server under load, a real SIGTERM: nothing a client sent is lost.</summary>
public sealed class DrainUnderLoadTests
{
    private static readonly Request s_get = new("GET", "/");
    private static readonly Request s_post = new("POST", "/echo", static order => $"\"{order}\"");
    private static readonly Request s_slow = new("GET", "/slow?ms=1500");

    private static readonly ClientGroup[] s_groups =
    [
        new("kept alive", 16, s_get, s_post),
        new("kept alive, thinking", 12, s_post, s_get) { ThinkTime = (1, 400) },
        new("kept alive, slow", 4, s_slow),
        new("fresh", 16, s_post, s_get) { KeepAlive = false },
        new("fresh, slow to send", 12, s_get) { KeepAlive = false, WaitAfterConnect = 1 },
        new("fresh, slow", 4, s_slow) { KeepAlive = false },
    ];

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
            Assert.All(load.InFlight.Where(exchange => exchange.Request == s_slow), slow => Assert.Equal(Outcome.Served, slow.Outcome));
            if (mode == DrainMode.Serve)
                Assert.Equal(0, load.Count(Outcome.AskedToRetry));
        }
    }

    private static async Task<(LoadResult Load, int ExitCode)> TerminateUnderLoadAsync(DrainMode mode)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var app = await AppProcess.StartAsync(TestApp.Web, 0, cancellation, $"--GracefulShutdown:DrainMode={mode}", "--Logging:LogLevel:Microsoft.AspNetCore=Warning");
        using var load = LoadRun.Start(app.Server, s_groups);
        await load.WarmUpAsync(cancellation);
        load.Terminate(app);
        return (await load.FinishAsync(cancellation), await app.WaitForExitAsync(cancellation));
    }
}
