using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace ShutdownAnalyzers.Infrastructure;

/// <summary>The framework's types, each looked up at most once in a compilation, when a rule first asks.</summary>
internal sealed class FrameworkTypes
{
    private static readonly ConditionalWeakTable<Compilation, FrameworkTypes> s_perCompilation = new();

    private readonly Compilation _compilation;
    private readonly ConcurrentDictionary<string, INamedTypeSymbol?> _types = new(StringComparer.Ordinal);

    private FrameworkTypes(Compilation compilation) => _compilation = compilation;

    public static FrameworkTypes Of(Compilation compilation) =>
        s_perCompilation.GetValue(compilation, static c => new FrameworkTypes(c));

    public INamedTypeSymbol? ThreadingTimer => Find("System.Threading.Timer");
    public INamedTypeSymbol? TimersTimer => Find("System.Timers.Timer");
    public INamedTypeSymbol? PeriodicTimer => Find("System.Threading.PeriodicTimer");
    public INamedTypeSymbol? ITimer => Find("System.Threading.ITimer");
    public INamedTypeSymbol? TimeProvider => Find("System.TimeProvider");
    public INamedTypeSymbol? Interlocked => Find("System.Threading.Interlocked");
    public INamedTypeSymbol? Volatile => Find("System.Threading.Volatile");

    public INamedTypeSymbol? WebApplication => Find("Microsoft.AspNetCore.Builder.WebApplication");
    public INamedTypeSymbol? IApplicationBuilder => Find("Microsoft.AspNetCore.Builder.IApplicationBuilder");
    public INamedTypeSymbol? HostExtensions => Find("Microsoft.Extensions.Hosting.HostingAbstractionsHostExtensions");
    public INamedTypeSymbol? HostBuilderExtensions => Find("Microsoft.Extensions.Hosting.HostingHostBuilderExtensions");
    public INamedTypeSymbol? WebHostExtensions => Find("Microsoft.AspNetCore.Hosting.WebHostExtensions");

    private INamedTypeSymbol? Find(string metadataName) =>
#pragma warning disable RS0030 // This is the one place that may.
        _types.GetOrAdd(metadataName, _compilation.GetTypeByMetadataName);
#pragma warning restore RS0030
}
