using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ShutdownAnalyzers.Ownership;

namespace ShutdownAnalyzers.Connections;

/// <summary>A WebSocket from where it is accepted on: through the body that does so and the methods of the project that are given it.</summary>
internal sealed class AcceptedSocket
{
    private readonly Compilation _compilation;
    private readonly CancellationToken _cancel;
    private readonly HashSet<ISymbol> _functions = new(SymbolEqualityComparer.Default);
    private readonly List<IInvocationOperation> _calls = [];

    public AcceptedSocket(IOperation socket, Compilation compilation, CancellationToken cancel)
    {
        (_compilation, _cancel) = (compilation, cancel);
        Follow(socket);
    }

    /// <summary>Whether other code has it too: a field, a collection, a method that cannot be seen. That code may close it.</summary>
    public bool IsHandedOver { get; private set; }

    /// <summary>What is called on it.</summary>
    public IReadOnlyList<IInvocationOperation> Calls => _calls;

    private void Follow(IOperation value)
    {
        foreach (var use in Uses.Of(value, member: null))
        {
            if (use.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator })
                FollowAll(Mentions.Of(declarator.Symbol, declarator));
            else if (use.Parent is IInvocationOperation call && call.Instance == use)
                _calls.Add(call);
            else if (use.Parent is IArgumentOperation { Parameter: { } parameter, Parent: IInvocationOperation { TargetMethod: var method } } && BodyOf(method) is { } body)
                FollowInto(method, parameter, body);
            else
                IsHandedOver |= !use.IsOnlyRead() && !use.Disposes();
        }
    }

    private void FollowInto(IMethodSymbol method, IParameterSymbol parameter, IOperation body)
    {
        if (_functions.Add(method))
            FollowAll(body.DescendantsAndSelf().OfType<IParameterReferenceOperation>().Where(mention => mention.Parameter.Ordinal == parameter.Ordinal && mention.Parameter.Name == parameter.Name));
    }

    private void FollowAll(IEnumerable<IOperation> mentions)
    {
        foreach (var mention in mentions)
            Follow(mention);
    }

    /// <summary>The code of a method of the project that nobody overrides.</summary>
    private IOperation? BodyOf(IMethodSymbol method) =>
        method is { IsVirtual: false, IsAbstract: false, IsOverride: false }
        && method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_cancel) is (MethodDeclarationSyntax or LocalFunctionStatementSyntax) and var declaration
        && _compilation.ContainsSyntaxTree(declaration.SyntaxTree)
            ? _compilation.GetSemanticModel(declaration.SyntaxTree).GetOperation(declaration, _cancel)
            : null;
}
