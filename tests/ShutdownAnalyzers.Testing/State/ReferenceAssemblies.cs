using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>
/// The framework a test compiles against. The packages are the targeting packs that come with the SDK: nothing is downloaded.
/// </summary>
public sealed class ReferenceAssemblies
{
    private static readonly ConcurrentDictionary<string, ImmutableArray<MetadataReference>> s_resolved = new(StringComparer.Ordinal);

    private readonly PackageIdentity _framework;

    private ReferenceAssemblies(string targetFramework, PackageIdentity framework, ImmutableArray<PackageIdentity> packages) =>
        (TargetFramework, _framework, Packages) = (targetFramework, framework, packages);

    public string TargetFramework { get; }

    public ImmutableArray<PackageIdentity> Packages { get; }

    /// <summary>Adds targeting packs, such as <c>Microsoft.AspNetCore.App.Ref</c>. Of the versions there are, the newest with the same major one is taken.</summary>
    public ReferenceAssemblies AddPackages(ImmutableArray<PackageIdentity> packages) =>
        new(TargetFramework, _framework, Packages.AddRange(packages));

    public Task<ImmutableArray<MetadataReference>> ResolveAsync(string? language, CancellationToken cancellationToken) =>
        Task.FromResult(Packages.Prepend(_framework).SelectMany(package => Resolve(package).AsEnumerable()).ToImmutableArray());

    private ImmutableArray<MetadataReference> Resolve(PackageIdentity package) =>
        s_resolved.GetOrAdd(
            Folder(package),
            static folder => [.. Directory.EnumerateFiles(folder, "*.dll").Order(StringComparer.Ordinal).Select(static file => MetadataReference.CreateFromFile(file))]);

    private string Folder(PackageIdentity package)
    {
        var versions = Path.Combine(TargetingPackRoot, package.Id);
        var major = package.Version.Split('.')[0] + ".";
        var newest = Directory.Exists(versions)
            ? Directory.EnumerateDirectories(versions, major + "*").MaxBy(static folder => Version.Parse(Path.GetFileName(folder).Split('-')[0]))
            : null;

        return newest is null
            ? throw new DirectoryNotFoundException($"The targeting pack {package.Id} {major}x is not in {TargetingPackRoot}: install the .NET SDK that brings it.")
            : Path.Combine(newest, "ref", TargetFramework);
    }

    private static string TargetingPackRoot { get; } =
        typeof(ReferenceAssemblies).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static attribute => attribute.Key == "TargetingPackRoot").Value!;

    public static class Net
    {
        public static ReferenceAssemblies Net100 { get; } = new("net10.0", new("Microsoft.NETCore.App.Ref", "10.0.0"), []);
    }
}
