using ShutdownAnalyzers.EndToEnd.Fixture;
using ShutdownAnalyzers.Generated;
using ShutdownAnalyzers.Load;
using ShutdownAnalyzers.Scratch;

namespace ShutdownAnalyzers.EndToEnd.Faults;

/// <summary>
/// A project of <c>samples/Faults</c>, copied away twice: built from the packages as it is, and after <c>dotnet format analyzers</c>.
/// A band's tests share one as their class fixture.
/// </summary>
/// <param name="band">The name of its folder, which is also its assembly's.</param>
public abstract class FaultSample(PackageFeed feed, string band) : IAsyncLifetime
{
    private const string Faulty = "Faulty";
    private const string Fixed = "Fixed";

    private readonly ScratchFolder _scratch = feed.NewScratch();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>What the build finds, a line each: <c>SHUT102 warning Program.cs(12,5) message</c>.</summary>
    public IReadOnlyList<string> Findings { get; private set; } = [];

    /// <summary>What it still finds after the fixes.</summary>
    public IReadOnlyList<string> FindingsAfterFix { get; private set; } = [];

    /// <summary>The built app with its faults.</summary>
    public string FaultyApp => App(Faulty);

    /// <summary>The built app after the fixes.</summary>
    public string FixedApp => App(Fixed);

    public async ValueTask InitializeAsync()
    {
        var project = Path.Combine(PackageFeed.Repository, "samples", "Faults", band);
        _scratch.CopyProject(project, Faulty);
        await _scratch.Dotnet(Faulty, Cancellation).RunAsync("add", "package", "ShutdownAnalyzers");
        _scratch.CopyProject(_scratch.PathOf(Faulty), Fixed);

        Findings = await BuildAsync(Faulty);
        await FixAsync(Findings.Select(static finding => finding[..finding.IndexOf(' ')]).Distinct());
        FindingsAfterFix = await BuildAsync(Fixed);
    }

    /// <summary>Holds the findings to <c>findings.txt</c> beside the sample; with <c>SHUTDOWN_UPDATE_GENERATED=1</c> writes it anew.</summary>
    public void ShouldFindWhatIsCheckedIn() =>
        new GeneratedFile($"samples/Faults/{band}/findings.txt").ShouldBe(string.Concat(Findings.Select(static line => line + "\n")));

    /// <summary>Runs a scenario in a process of its own, sends it SIGTERM once it has written a line, and waits for its end.</summary>
    /// <param name="app"><see cref="FaultyApp"/> or <see cref="FixedApp"/>.</param>
    /// <param name="scenario">The app's first argument, as a rule the id of the rule.</param>
    /// <param name="ready">What the app writes when it shall be told to stop.</param>
    /// <returns>All it wrote, and its exit code: 143 if SIGTERM killed it.</returns>
    public static async Task<Run> TerminateAsync(string app, string scenario, string ready)
    {
        using var process = AppProcess.Start(app, scenario);
        await process.WaitForOutputAsync(ready, Cancellation);
        process.Terminate();
        var exitCode = await process.WaitForExitAsync(Cancellation);
        return new(process.Output, exitCode);
    }

    public ValueTask DisposeAsync()
    {
        _scratch.Dispose();
        return ValueTask.CompletedTask;
    }

    private string App(string copy) => _scratch.PathOf($"{copy}/bin/Debug/net10.0/{band}.dll");

    private async Task<IReadOnlyList<string>> BuildAsync(string copy)
    {
        var log = _scratch.PathOf($"{copy}.sarif");
        // A bare comma would end the property: the compiler would not see the version and write a log of the old kind.
        await _scratch.Dotnet(copy, Cancellation).RunAsync("build", $"-p:ErrorLog={log}%2Cversion=2.1");
        return Sarif.Findings(log, _scratch.PathOf(copy));
    }

    // Suggestions are fixed only where they are asked for, and then those of others would be, too.
    private Task FixAsync(IEnumerable<string> rules) =>
        _scratch.Dotnet(Fixed, Cancellation).RunAsync(["format", "analyzers", "--severity", "info", "--diagnostics", .. rules]);
}

/// <summary>How a scenario went.</summary>
public sealed record Run(string Output, int ExitCode);
