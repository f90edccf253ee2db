using ShutdownAnalyzers.Load;

namespace ShutdownAnalyzers.Runtime.AspNetCore.Faults;

/// <summary>What goes wrong beside the drain loses no request.</summary>
public sealed class FaultUnderLoadTests
{
    private static readonly ClientGroup[] s_groups =
    [
        new("kept alive", 8, new Request("GET", "/"), new Request("POST", "/echo", static order => $"\"{order}\"")) { ThinkTime = (1, 20) },
        new("fresh", 8, new Request("GET", "/")) { KeepAlive = false, ThinkTime = (1, 20) },
        new("slow", 4, new Request("GET", "/slow?ms=1500")),
    ];

    [Theory]
    [InlineData("slow-callback", 0)]
    [InlineData("failing-hook", 0)]
    [InlineData("busy-pool", 0)]
    [InlineData("collect-garbage", 0)]
    [InlineData("throwing-stop", 134)]
    public async Task Nothing_is_lost(string fault, int expectedExitCode)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var app = await AppProcess.StartAsync(TestApp.Web, 0, cancellation, $"--faults={fault}", "--Logging:LogLevel:Microsoft.AspNetCore=Warning");
        using var load = LoadRun.Start(app.Server, s_groups);
        await load.WarmUpAsync(cancellation);
        load.Terminate(app);

        var result = await load.FinishAsync(cancellation);
        Assert.Equal(expectedExitCode, await app.WaitForExitAsync(cancellation));
        Assert.NotEmpty(result.InFlight);
        Assert.Empty(result.Lost.Select(static lost => $"{lost.Outcome}: {lost.Request.Path}, {lost.Group.Name}"));
    }
}
