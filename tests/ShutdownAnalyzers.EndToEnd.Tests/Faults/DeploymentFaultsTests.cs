using System.Runtime.InteropServices;
using ShutdownAnalyzers.EndToEnd.Fixture;
using ShutdownAnalyzers.Load;

namespace ShutdownAnalyzers.EndToEnd.Faults;

/// <summary>What a build says about the files that run an app, and what <c>dotnet format</c> makes of them.</summary>
public sealed class DeploymentFaultsTests(DeploymentFaultsTests.Sample sample) : IClassFixture<DeploymentFaultsTests.Sample>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Build_finds_every_fault_where_it_stands() => sample.ShouldFindWhatIsCheckedIn();

    // What is left is a choice: a POST that a draining app rejects is retried only at a price.
    [Fact]
    public void Fixes_leave_what_their_page_says() =>
        Assert.Equal("SHUT704", Assert.Single(sample.FindingsAfterFix)[.."SHUT704".Length]);

    [Fact]
    public async Task SHUT701_shell_as_process_1_keeps_SIGTERM_from_the_app()
    {
        using var faulty = await StartByScriptAsync(sample.FaultyApp);
        faulty.SignalChild(PosixSignal.SIGTERM);
        using var client = new HttpClient();
        Assert.Equal("Hello", await client.GetStringAsync($"http://{faulty.Server}/", Cancellation));
        Assert.DoesNotContain("Shutdown begins", faulty.Output);

        using var mended = await StartByScriptAsync(sample.FixedApp);
        mended.SignalChild(PosixSignal.SIGTERM);
        Assert.Equal(0, await mended.WaitForExitAsync(Cancellation));
        Assert.Contains("Shutdown begins with SIGTERM", mended.Output);
    }

    /// <summary>Starts the app as its image does: the sample's script is process 1.</summary>
    private static async Task<AppProcess> StartByScriptAsync(string app)
    {
        var folder = Path.GetDirectoryName(app)!;
        var script = Path.Combine(folder, "..", "..", "..", "entrypoint.sh");
        var process = AppProcess.StartCommand("unshare", folder, "--pid", "--fork", "--kill-child", "sh", script, "--urls=http://127.0.0.1:0");
        await process.WaitForOutputAsync("ready", Cancellation);
        return process;
    }

    public sealed class Sample(PackageFeed feed) : FaultSample(feed, "Deployment");
}
