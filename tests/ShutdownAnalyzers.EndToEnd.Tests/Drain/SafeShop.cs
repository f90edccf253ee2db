using ShutdownAnalyzers.EndToEnd.Fixture;
using ShutdownAnalyzers.Load;
using ShutdownAnalyzers.Scratch;

namespace ShutdownAnalyzers.EndToEnd.Drain;

/// <summary><c>samples/Safe</c>, built once from the packages, to be loaded and stopped again and again.</summary>
public sealed class SafeShop(PackageFeed feed) : IAsyncLifetime
{
    private readonly ScratchFolder _scratch = feed.NewScratch();

    public async ValueTask InitializeAsync()
    {
        _scratch.CopyProject(Path.Combine(PackageFeed.Repository, "samples", "Safe"), "Shop");
        await _scratch.Dotnet("Shop", TestContext.Current.CancellationToken).RunAsync("build", "-c", "Release", "-o", _scratch.PathOf("built"));
    }

    /// <param name="configuration">The shop's configuration, as <c>--Section:Key=value</c>.</param>
    public Task<ShopTrial> TryAsync(params string[] configuration) => ShopTrial.RunAsync(
        _scratch.PathOf("built/Shop.dll"), _scratch.PathOf($"{Guid.NewGuid()}.jsonl"), port: 0, started: _ => { },
        TestContext.Current.CancellationToken, configuration);

    public ValueTask DisposeAsync()
    {
        _scratch.Dispose();
        return ValueTask.CompletedTask;
    }
}
