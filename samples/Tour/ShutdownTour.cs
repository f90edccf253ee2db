using System.Text.RegularExpressions;
using ShutdownAnalyzers.Load;

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
        await PackAsync();
        using var workshop = new Workshop(Path.Combine(repository, "samples", "Unsafe"), _feed, cancellation);

        await AddPackageAsync(workshop);
        await BuildAsync(workshop, "Build the shop");
        var before = await TryAsync(workshop, "before");

        await FixAsync(workshop);
        await BuildAsync(workshop, "Build the fixed shop");
        var after = await TryAsync(workshop, "after");

        tell.Show(BeforeAfterTable.Of(before, after));
        return Judge(before, after);
    }

    private async Task PackAsync()
    {
        EnsureWritable(_feed);
        await tell.StepAsync("Pack the packages", _ =>
            Dotnet(new DotnetCli(repository, packageCache: null, cancellation), "pack", "ShutdownAnalyzers.sln", "-c", "Release", "-o", s_packages));
    }

    private Task AddPackageAsync(Workshop workshop) =>
        tell.StepAsync("Add the package to a copy of samples/Unsafe", _ =>
            Dotnet(workshop.Dotnet, "add", "package", "ShutdownAnalyzers"));

    private async Task BuildAsync(Workshop workshop, string title)
    {
        var output = await tell.StepAsync(title, _ => Dotnet(workshop.Dotnet, "build", "--no-incremental"));

        var warnings = output.Where(line => line.Contains(": warning ", StringComparison.Ordinal)).Distinct().ToList();
        foreach (var warning in warnings)
            tell.Line(ProjectSuffix().Replace(warning, "").Replace(workshop.Shop + Path.DirectorySeparatorChar, "", StringComparison.Ordinal));
        if (warnings.Count == 0) tell.Line("no warning");
    }

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

    private Task<ShopTrial> TryAsync(Workshop workshop, string name) =>
        tell.StepAsync("Load it and send SIGTERM", show =>
            ShopTrial.RunAsync(workshop.ShopAssembly, workshop.PathOf($"orders-{name}.jsonl"), port, load => show(() => $"{load.Done:N0} requests"), cancellation));

    private bool Judge(ShopTrial before, ShopTrial after)
    {
        if (!after.LostNothing) tell.Line("The fixed shop still lost something: that is a fault of ours.");
        if (before.LostNothing) tell.Line("The faulty shop lost nothing this time, so the run proves nothing: run the tour again on a quieter machine.");
        return after.LostNothing && !before.LostNothing;
    }

    private async Task<IReadOnlyList<string>> Dotnet(DotnetCli dotnet, params string[] arguments)
    {
        tell.Command($"dotnet {string.Join(' ', arguments)}");
        return await dotnet.RunAsync(arguments);
    }

    private static void EnsureWritable(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            File.Create(Path.Combine(folder, Path.GetRandomFileName()), bufferSize: 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TourException($"The packages cannot be written to {folder}: {e.Message} Make the folder writable, or move what stands in its way.");
        }
    }

    [GeneratedRegex(@" \[[^\]]+\.csproj\]$")]
    private static partial Regex ProjectSuffix();
}
