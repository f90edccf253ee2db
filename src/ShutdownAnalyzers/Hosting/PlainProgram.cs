using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Hosting;

/// <summary>An entry point that starts no host, and what may be asked about its code.</summary>
internal sealed class PlainProgram(SyntaxNode entry, SemanticModel model, FrameworkTypes types, CancellationToken cancel)
{
    /// <summary>The hooks by which a process hears of its end.</summary>
    private static readonly HashSet<string> s_hooks = ["CancelKeyPress", "ProcessExit", "Unloading"];

    public SyntaxNode Entry => entry;

    /// <summary>The calls that the entry point makes itself, not those of its lambdas and local functions.</summary>
    public IReadOnlyList<InvocationExpressionSyntax> OwnCalls { get; } = [.. EntryPoint.Calls(entry).Where(call => IsOwn(call, entry))];

    /// <summary>Methods of the same type that the entry point goes on in, such as the <c>MainAsync</c> of older programs.</summary>
    public IEnumerable<PlainProgram> MethodsWaitedFor =>
        from call in OwnCalls
        where call.Parent is not (AssignmentExpressionSyntax or ArgumentSyntax or EqualsValueClauseSyntax) && !IsDropped(call)
        let method = SymbolOf(call)?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancel) as MethodDeclarationSyntax
        where method is not null && method != entry && method.Parent == entry.Parent
        select new PlainProgram(method, model, types, cancel);

    public bool BuildsHost => EntryPoint.Calls(entry).Any(call => types.PutsAnAppTogether(model.GetTypeInfo(call, cancel).Type));

    /// <summary>The full name of the method that is called; null if the call does not bind.</summary>
    public string? Calls(InvocationExpressionSyntax call) => model.FullNameOfCalled(call, cancel);

    public ISymbol? SymbolOf(SyntaxNode node) => model.GetSymbolInfo(node, cancel).Symbol;

    public ITypeSymbol? TypeOf(ExpressionSyntax expression) => model.GetTypeInfo(expression, cancel).Type;

    /// <summary>Whether a loop goes on until the process ends, and no user at the keyboard drives it.</summary>
    public bool IsEndless(StatementSyntax loop) => EndlessLoop.Is(loop, model, cancel) && !loop.DescendantNodes().Any(Asks);

    /// <summary>Whether the call's first argument is an infinite time.</summary>
    public bool IsForever(InvocationExpressionSyntax call)
    {
        if (call.ArgumentList.Arguments.FirstOrDefault() is not { Expression: var time })
            return false;

        return model.GetConstantValue(time, cancel) is { HasValue: true, Value: -1 or -1L }
            || SymbolOf(time) is IFieldSymbol { Name: "InfiniteTimeSpan" };
    }

    /// <summary>Whether an event is known to the entry point and to shutdown hooks alone.</summary>
    public bool IsSetByHooksOnly(ExpressionSyntax waited)
    {
        if (waited is BaseObjectCreationExpressionSyntax)
            return true;

        if (SymbolOf(waited) is not (ILocalSymbol or IFieldSymbol { DeclaredAccessibility: Accessibility.Private }) || SymbolOf(waited) is not { } awaited)
            return false;

        var uses = entry.SyntaxTree.GetRoot(cancel).DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == awaited.Name && SymbolEqualityComparer.Default.Equals(SymbolOf(name), awaited));

        return uses.All(use => IsWaitOrDispose(use) || IsInHook(use));
    }

    /// <summary>A console input that is used: the loop talks with a user.</summary>
    private bool Asks(SyntaxNode node) =>
        node is InvocationExpressionSyntax { Parent: not ExpressionStatementSyntax } call
        && Calls(call) is "System.Console.ReadLine" or "System.Console.ReadKey" or "System.Console.Read";

    private static bool IsWaitOrDispose(IdentifierNameSyntax use) =>
        use.FirstAncestorOrSelf<InvocationExpressionSyntax>()?.MethodName()?.Identifier.ValueText is "WaitOne" or "Wait" or "WaitAsync" or "Dispose" or "Reset"
        && use.FirstAncestorOrSelf<ArgumentSyntax>() is null;

    private bool IsInHook(SyntaxNode use) => use.Ancestors().Any(function => function switch
    {
        AnonymousFunctionExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } => IsHook(assignment),
        LocalFunctionStatementSyntax local => IsHandlerOfHook(local.Identifier.ValueText),
        MethodDeclarationSyntax method => IsHandlerOfHook(method.Identifier.ValueText),
        _ => false,
    });

    private bool IsHandlerOfHook(string name) =>
        entry.SyntaxTree.GetRoot(cancel).DescendantNodes().OfType<AssignmentExpressionSyntax>()
            .Any(assignment => assignment.Right is IdentifierNameSyntax handler && handler.Identifier.ValueText == name && IsHook(assignment));

    private static bool IsHook(AssignmentExpressionSyntax assignment) =>
        assignment.Left is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var raised } && s_hooks.Contains(raised);

    /// <summary>A task that nobody waits for.</summary>
    private bool IsDropped(InvocationExpressionSyntax call) =>
        call.Parent is ExpressionStatementSyntax && SymbolOf(call) is IMethodSymbol { ReturnsVoid: false };

    private static bool IsOwn(SyntaxNode call, SyntaxNode entry) =>
        !call.Ancestors().TakeWhile(node => node != entry).Any(static node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax);
}
