using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Hosting;

/// <summary>The call in which an app spends its life: it runs a host until the host is told to stop, or blocks by itself.</summary>
internal sealed record RunCall(SimpleNameSyntax Name, HostKind Host)
{
    private static readonly ConditionalWeakTable<Compilation, StrongBox<RunCall?>> s_perCompilation = new();

    /// <summary>What a diagnostic tells the fix that installs something in the app.</summary>
    public ImmutableDictionary<string, string?> ForFix => ImmutableDictionary<string, string?>.Empty.Add(nameof(HostKind), Host.ToString());

    public bool IsWeb => Host is HostKind.MinimalWeb or HostKind.Startup;

    /// <summary>Whether the run call can be in this file: one that runs a host says so in its text, one that blocks is the entry point's own.</summary>
    public static bool MayBeIn(SyntaxTree tree, Compilation compilation, CancellationToken cancel) =>
        TreeFacts.Of(tree).MentionsAny(WatchedNames.RunCalls) || EntryPoint.Of(compilation, cancel)?.SyntaxTree == tree;

    /// <summary>The run call of a program; null if it ends by itself, or is a library.</summary>
    public static RunCall? Of(Compilation compilation, CancellationToken cancel)
    {
        if (s_perCompilation.TryGetValue(compilation, out var known))
            return known.Value;

        var found = new StrongBox<RunCall?>(FindHosted(compilation, cancel) ?? BlockingCall.Find(compilation, cancel));
        return s_perCompilation.GetValue(compilation, _ => found).Value;
    }

    private static RunCall? FindHosted(Compilation compilation, CancellationToken cancel)
    {
        var types = FrameworkTypes.Of(compilation);
        foreach (var body in EntryPoint.Reach(compilation, cancel))
        {
            var model = compilation.GetSemanticModel(body.SyntaxTree);
            foreach (var call in EntryPoint.Calls(body))
                if (From(call, model, types, cancel) is { } run)
                    return run;
        }

        return null;
    }

    /// <summary>Reads a call as one that runs a host. <c>app.Run(delegate)</c> is middleware and runs nothing.</summary>
    private static RunCall? From(InvocationExpressionSyntax call, SemanticModel model, FrameworkTypes types, CancellationToken cancel)
    {
        if (call.MethodName() is not { } name || !WatchedNames.RunCalls.Contains(name.Identifier.ValueText))
            return null;

        return model.GetSymbolInfo(call, cancel).Symbol is IMethodSymbol method && HostOf(method, model.Compilation, types, cancel) is { } host
            ? new RunCall(name, host)
            : null;
    }

    private static HostKind? HostOf(IMethodSymbol method, Compilation compilation, FrameworkTypes types, CancellationToken cancel)
    {
        var declaring = method.ContainingType;
        if (declaring.Is(types.WebApplication))
            return HostKind.MinimalWeb;

        if (declaring.Is(types.WebHostExtensions))
            return HostKind.Startup;

        if (!declaring.Is(types.HostExtensions) && !declaring.Is(types.HostBuilderExtensions))
            return null;

        // An IHost does not say what it hosts, the code that builds it does.
        if (compilation.MentionsOf("WebApplication").Any(mention => IsCreation(mention, types, cancel)))
            return HostKind.MinimalWeb;

        return WatchedNames.WebHosts.SelectMany(compilation.MentionsOf).Any(mention => MakesWebHost(mention, types, cancel))
            ? HostKind.Startup
            : HostKind.GenericHost;
    }

    private static bool IsCreation(Mention mention, FrameworkTypes types, CancellationToken cancel) =>
        mention.Node.Parent is MemberAccessExpressionSyntax && (mention.Symbol(cancel) as ITypeSymbol).Is(types.WebApplication);

    private static bool MakesWebHost(Mention mention, FrameworkTypes types, CancellationToken cancel) =>
        mention.Call is not null
        && mention.Symbol(cancel)?.ContainingType is { } declaring
        && (declaring.Is(types.WebHostDefaultsExtensions) || declaring.Is(types.WebHostBuilderExtensions));
}
