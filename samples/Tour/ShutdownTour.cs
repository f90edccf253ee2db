using System.Text.RegularExpressions;
using ShutdownAnalyzers.Load;
using ShutdownAnalyzers.Scratch;

namespace Tour;

/// <summary>From a warning to zero lost requests, in the order a user would go.</summary>
internal sealed partial class ShutdownTour(string repository, int port, Narrator tell, CancellationToken cancellation)
{
    public const int Steps = 7;

    private static readonly string s_packages = Path.Combine("artifacts", "packages");

    private readonly string _feed = Path.Combine(repository, s_packages);

    /// <returns>Whether the faulty shop lost something and the fixed one nothing.</returns>
    public async Task<bool> RunAsync()
    {
        Requirements.CanWriteTo(_feed);
        Requirements.CanListenOn(port);

        await PackAsync();
        using var workshop = new Workshop(Path.Combine(repository, "samples", "Unsafe"), _feed, cancellation);

        await AddPackageAsync(workshop);
        var before = await ShowAsync(workshop, "faulty");
        await FixAsync(workshop);
        var after = await ShowAsync(workshop, "fixed");

        tell.Show(BeforeAfterTable.Of(before, after));
        return Judge(before, after);
    }

    private Task PackAsync() =>
        tell.StepAsync("Pack the packages", _ => Dotnet(
            new DotnetCli(repository, packageCache: null, cancellation), "pack", "ShutdownAnalyzers.sln", "-c", "Release", "-o", s_packages));

    private Task AddPackageAsync(Workshop workshop) =>
        tell.StepAsync("Add the package to a copy of samples/Unsafe", _ =>
            Dotnet(workshop.Dotnet, "add", "package", "ShutdownAnalyzers"));

    private async Task<Half> ShowAsync(Workshop workshop, string shop) =>
        new(await BuildAsync(workshop, shop), await LoadAsync(workshop, shop));

    private async Task<int> BuildAsync(Workshop workshop, string shop)
    {
        var output = await tell.StepAsync($"Build the {shop} shop", _ => Dotnet(workshop.Dotnet, "build", "--no-incremental"));

        var warnings = output.Where(line => line.Contains(": warning ", StringComparison.Ordinal)).Distinct().ToList();
        foreach (var warning in warnings)
            tell.Line(ProjectSuffix().Replace(warning, "").Replace(workshop.Shop + Path.DirectorySeparatorChar, "", StringComparison.Ordinal));
        if (warnings.Count == 0) tell.Line("no warning");

        return warnings.Count;
    }

    private Task<ShopTrial> LoadAsync(Workshop workshop, string shop) =>
        tell.StepAsync($"Load the {shop} shop and send it SIGTERM", show => ShopTrial.RunAsync(
            workshop.ShopAssembly, workshop.PathOf($"orders-{shop}.jsonl"), port, load => show(() => $"{load.Done:N0} requests"), cancellation));

    private async Task FixAsync(Workshop workshop)
    {
        var old = workshop.Sources();
        await tell.StepAsync("Let the fixes repair it", _ => Dotnet(workshop.Dotnet, "format", "analyzers"));

        foreach (var (file, text) in workshop.Sources())
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

    private async Task<IReadOnlyList<string>> Dotnet(DotnetCli dotnet, params string[] arguments)
    {
        tell.Command($"dotnet {string.Join(' ', arguments)}");
        return await dotnet.RunAsync(arguments);
    }

    [GeneratedRegex(@" \[[^\]]+\.csproj\]$")]
    private static partial Regex ProjectSuffix();
}
