using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Hosting;

/// <summary>What a compilation's app looks like, found out once and only when its entry point is analysed.</summary>
internal sealed class App
{
    private static readonly ConditionalWeakTable<Compilation, App> s_perCompilation = new();

    private readonly Compilation _compilation;

    private App(Compilation compilation)
    {
        _compilation = compilation;
        RunCall = FindRunCall(CancellationToken.None);
    }

    public static App Of(Compilation compilation) => s_perCompilation.GetValue(compilation, static c => new App(c));

    public string Name => _compilation.AssemblyName ?? "";

    /// <summary>The call that runs the host; null if the program starts none.</summary>
    public RunCall? RunCall { get; }

    /// <summary>Whether some file mentions one of these watched names.</summary>
    public bool Mentions(System.Collections.Immutable.ImmutableArray<string> names) =>
        _compilation.SyntaxTrees.Any(tree => TreeFacts.Of(tree).MentionsAny(names));

    private RunCall? FindRunCall(CancellationToken cancel)
    {
        if (EntryPoint.Of(_compilation, cancel) is not { } entry)
            return null;

        var types = FrameworkTypes.Of(_compilation);
        var model = _compilation.GetSemanticModel(entry.SyntaxTree);
        return EntryPoint.Calls(entry).Select(call => RunCall.From(call, model, types, cancel)).FirstOrDefault(static run => run is not null);
    }
}
