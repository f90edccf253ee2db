using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Lifecycle;

/// <summary>A host that code starts itself instead of running it, and what becomes of it in the same body.</summary>
internal sealed class StartedHost
{
    private readonly SemanticModel _model;
    private readonly CancellationToken _cancel;
    private readonly List<IdentifierNameSyntax> _uses;

    private StartedHost(VariableDeclaratorSyntax? variable, SyntaxNode start, SemanticModel model, CancellationToken cancel)
    {
        (Variable, _model, _cancel) = (variable, model, cancel);
        _uses = variable is null ? [] : [.. BodyAround(start).DescendantNodes(Composition.IsOfBody).OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == variable.Identifier.ValueText)];
    }

    /// <summary>The local that keeps it; null if nothing does.</summary>
    public VariableDeclaratorSyntax? Variable { get; }

    public bool IsAwaited => IsRun || _uses.Exists(static use => CalledOn(use) is "WaitForShutdown" or "WaitForShutdownAsync");

    /// <summary>Whether it is awaited by a call that also disposes it.</summary>
    public bool IsRun => _uses.Exists(static use => CalledOn(use) is "RunAsync" || Runs(use));

    public bool IsStopped => _uses.Exists(static use => CalledOn(use) is "StopAsync");

    public bool IsDisposed => Variable is { Parent.Parent: LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 } or UsingStatementSyntax }
        || _uses.Exists(static use => CalledOn(use) is "Dispose" or "DisposeAsync" || use.Parent is UsingStatementSyntax);

    /// <summary>Whether other code gets to know the host: it may wait for it, stop it or dispose it.</summary>
    public bool IsHandedOn => _uses.Exists(use => use.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Expression == use && IsOfOthers(access),
        UsingStatementSyntax => false,
        AssignmentExpressionSyntax assignment => assignment.Left != use,
        _ => true,
    });

    /// <summary>The host that a call starts; null if it starts none, or one that no local keeps.</summary>
    public static StartedHost? By(InvocationExpressionSyntax start, SemanticModel model, CancellationToken cancel)
    {
        if (HostCalls.HostOf(start, model, cancel) is { } host)
            return InLocal(host, start, model, cancel) ?? (host is InvocationExpressionSyntax ? new(null, start, model, cancel) : null);

        return IsStartOfBuilder(start, model, cancel) ? StartedByBuilder(start, model, cancel) : null;
    }

    private static StartedHost? InLocal(ExpressionSyntax host, SyntaxNode start, SemanticModel model, CancellationToken cancel) =>
        model.GetSymbolInfo(host, cancel).Symbol is ILocalSymbol local && local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancel) is VariableDeclaratorSyntax variable
            ? new(variable, start, model, cancel)
            : null;

    /// <summary><c>var host = await hostBuilder.StartAsync()</c>.</summary>
    private static StartedHost? StartedByBuilder(InvocationExpressionSyntax start, SemanticModel model, CancellationToken cancel)
    {
        ExpressionSyntax made = start.Parent is AwaitExpressionSyntax awaited ? awaited : start;
        return made.Parent switch
        {
            ExpressionStatementSyntax => new(null, start, model, cancel),
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } => new(variable, start, model, cancel),
            _ => null,
        };
    }

    private static bool IsStartOfBuilder(InvocationExpressionSyntax start, SemanticModel model, CancellationToken cancel) =>
        model.GetSymbolInfo(start, cancel).Symbol is IMethodSymbol { ContainingType: var declaring } && declaring.Is(FrameworkTypes.Of(model.Compilation).HostBuilderAbstractions);

    /// <summary>A method of the user's that extends hosts.</summary>
    private bool IsOfOthers(MemberAccessExpressionSyntax access) =>
        _model.GetSymbolInfo(access, _cancel).Symbol is IMethodSymbol { ContainingAssembly: var assembly } && !FrameworkAssembly.Is(assembly);

    /// <summary><c>app.Run()</c>, with or without a URL; <c>app.Run(delegate)</c> is middleware.</summary>
    private static bool Runs(IdentifierNameSyntax use) =>
        CalledOn(use) is "Run" && use.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { ArgumentList.Arguments: var arguments } && !arguments.Any(static argument => argument.Expression is AnonymousFunctionExpressionSyntax);

    private static string? CalledOn(IdentifierNameSyntax use) =>
        use.Parent is MemberAccessExpressionSyntax access && access.Expression == use ? access.Name.Identifier.ValueText : null;

    private static SyntaxNode BodyAround(SyntaxNode start) =>
        start.Ancestors().First(static node => node is MemberDeclarationSyntax and not GlobalStatementSyntax or CompilationUnitSyntax);
}
