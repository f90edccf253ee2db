using System.Text.Json;
using ShutdownAnalyzers.Scratch;

namespace ShutdownAnalyzers.Benchmarks.Analyzers;

/// <summary>Another package of analyzers, as its users get it: with its own defaults.</summary>
/// <param name="Package">Its id.</param>
/// <param name="Version">The newest that could be had.</param>
/// <param name="Errors">Its rules that report errors, after which the compiler would not write an assembly.</param>
internal sealed record Peer(string Package, string Version, params string[] Errors)
{
    public static IReadOnlyList<Peer> All { get; } =
    [
        new("AsyncFixer", "2.1.0"),
        new("Roslynator.Analyzers", "5.0.1"),
        new("Meziantou.Analyzer", "3.0.320", "MA0049"),
        new("IDisposableAnalyzers", "4.0.8"),
        new("Microsoft.VisualStudio.Threading.Analyzers", "18.12.1", "VSTHRD004", "VSTHRD011", "VSTHRD107", "VSTHRD109"),
        new("SonarAnalyzer.CSharp", "10.36.0.15337"),
    ];

    /// <summary>The assemblies that the package, and nothing else, brings to a compilation.</summary>
    public async Task<IReadOnlyList<string>> AnalyzersAsync(CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("shutdown-peer-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "Peer.csproj"), $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="{Package}" Version="[{Version}]" PrivateAssets="all" />
                  </ItemGroup>
                </Project>
                """, cancellation);
            var output = await new DotnetCli(folder.FullName, packageCache: null, cancellation)
                .RunAsync("msbuild", "-restore", "-t:ResolveLockFileAnalyzers", "-getItem:Analyzer");
            using var answer = JsonDocument.Parse(string.Join('\n', output));
            string[] analyzers = [.. answer.RootElement.GetProperty("Items").GetProperty("Analyzer").EnumerateArray()
                .Where(item => item.TryGetProperty("NuGetPackageId", out var package) && package.GetString() == Package)
                .Select(static item => item.GetProperty("Identity").GetString()!)];
            return analyzers is not [] ? analyzers : throw new InvalidOperationException($"{Package} {Version} brings no analyzers: there is nothing to measure.");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
