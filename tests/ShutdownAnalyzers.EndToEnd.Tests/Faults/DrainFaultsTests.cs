using ShutdownAnalyzers.EndToEnd.Fixture;
using ShutdownAnalyzers.Load;

namespace ShutdownAnalyzers.EndToEnd.Faults;

/// <summary>What happens at SIGTERM to the apps that SHUT2xx are about, before and after the fixes.</summary>
public sealed class DrainFaultsTests(DrainFaultsTests.Sample sample) : IClassFixture<DrainFaultsTests.Sample>
{
    private const int Crashed = 134;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Build_finds_every_fault() => sample.ShouldFindWhatIsCheckedIn();

    [Fact]
    public void Fixes_leave_nothing_to_find() => Assert.Empty(sample.FindingsAfterFix);

    [Fact]
    public async Task SHUT203_middleware_without_its_services_fails_when_the_app_starts()
    {
        using var faulty = AppProcess.Start(sample.FaultyApp, "SHUT203");
        Assert.Equal(Crashed, await faulty.WaitForExitAsync(Cancellation));

        await ShouldAnswerAsync("200", sample.FixedApp, "SHUT203");
    }

    [Fact]
    public async Task SHUT204_callback_that_sleeps_costs_the_request_in_flight_its_answer()
    {
        await ShouldAnswerAsync("a cut connection", sample.FaultyApp, "SHUT204");
        await ShouldAnswerAsync("200", sample.FixedApp, "SHUT204");
    }

    [Fact]
    public async Task SHUT205_request_that_listens_to_the_signal_fails_with_it()
    {
        await ShouldAnswerAsync("500", sample.FaultyApp, "SHUT205");
        await ShouldAnswerAsync("200", sample.FixedApp, "SHUT205");
    }

    private static async Task ShouldAnswerAsync(string answer, string app, string scenario)
    {
        var run = await FaultSample.TerminateAsync(app, scenario, "in flight");
        Assert.Contains($"The client got {answer}.", run.Output);
        Assert.Equal(0, run.ExitCode);
    }

    public sealed class Sample(PackageFeed feed) : FaultSample(feed, "Drain");
}
