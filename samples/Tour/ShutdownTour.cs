using System.Text.RegularExpressions;
using ShutdownAnalyzers.Load;
using ShutdownAnalyzers.Scratch;

namespace Tour;

/// <summary>From a warning to zero lost requests, in the order a user would go.</summary>
internal sealed partial class ShutdownTour(string repository, int port, Narrator tell, CancellationToken cancellation)
{
    public const int Steps = 7;

    private const string Shop = "Shop";

    private static readonly string s_packages = Path.Combine("artifacts", "packages");

    private readonly string _feed = Path.Combine(repository, s_packages);

    /// <returns>Whether the faulty shop lost something and the fixed one nothing.</returns>
    public async Task<bool> RunAsync()
    {
        Requirements.CanWriteTo(_feed);
        Requirements.CanListenOn(port);

        await PackAsync();
        using var scratch = new ScratchFolder(_feed);
        scratch.CopyProject(Path.Combine(repository, "samples", "Unsafe"), Shop);

        await AddPackageAsync(scratch);
        var before = await ShowAsync(scratch, "faulty");
        await FixAsync(scratch);
        var after = await ShowAsync(scratch, "fixed");

        tell.Show(BeforeAfterTable.Of(before, after));
        return Judge(before, after);
    }

    private Task PackAsync() =>
        tell.StepAsync("Pack the packages", _ =>
            DotnetAsync(new DotnetCli(repository, packageCache: null, cancellation), "pack", "ShutdownAnalyzers.sln", "-c", "Release", "-o", s_packages));

    private Task AddPackageAsync(ScratchFolder scratch) =>
        tell.StepAsync("Add the package to a copy of samples/Unsafe", _ =>
            DotnetAsync(scratch.Dotnet(Shop, cancellation), "add", "package", "ShutdownAnalyzers"));

    private async Task<Half> ShowAsync(ScratchFolder scratch, string shop) =>
        new(await BuildAsync(scratch, shop), await LoadAsync(scratch, shop));

    private async Task<int> BuildAsync(ScratchFolder scratch, string shop)
    {
        var output = await tell.StepAsync($"Build the {shop} shop", _ => DotnetAsync(scratch.Dotnet(Shop, cancellation), "build", "--no-incremental"));

        var warnings = output.Where(line => line.Contains(": warning SHUT", StringComparison.Ordinal)).Distinct().ToList();
        foreach (var warning in warnings)
            tell.Line(ProjectSuffix().Replace(warning, "").Replace(scratch.PathOf(Shop) + Path.DirectorySeparatorChar, "", StringComparison.Ordinal));
        if (warnings.Count == 0) tell.Line("no shutdown warning");

        return warnings.Count;
    }

    private Task<ShopTrial> LoadAsync(ScratchFolder scratch, string shop) =>
        tell.StepAsync($"Load the {shop} shop and send it SIGTERM", show => ShopTrial.RunAsync(
            scratch.PathOf($"{Shop}/bin/Debug/net10.0/{Shop}.dll"), scratch.PathOf($"orders-{shop}.jsonl"), port,
            load => show(() => $"{load.Done:N0} requests"), cancellation));

    private async Task FixAsync(ScratchFolder scratch)
    {
        var old = scratch.Sources(Shop);
        await tell.StepAsync("Let the fixes repair it", _ => DotnetAsync(scratch.Dotnet(Shop, cancellation), "format", "analyzers"));

        foreach (var (file, text) in scratch.Sources(Shop))
        {
            var known = old[file].Split('\n');
            foreach (var line in text.Split('\n').Except(known))
                tell.Line($"{file}: + {line.Trim()}");
        }
    }

    private bool Judge(Half before, Half after)
    {
        if (!after.IsClean) tell.Line("The fixed shop is not clean yet: that is a fault of ours.");
        if (before.Trial.LostNothing) tell.Line("The faulty shop lost nothing this time, so the run proves nothing: run the tour again.");
        return after.IsClean && !before.Trial.LostNothing;
    }

    private async Task<IReadOnlyList<string>> DotnetAsync(DotnetCli dotnet, params string[] arguments)
    {
        tell.Command($"dotnet {string.Join(' ', arguments)}");
        return await dotnet.RunAsync(arguments);
    }

    [GeneratedRegex(@" \[[^\]]+\.csproj\]$")]
    private static partial Regex ProjectSuffix();
}
