using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ShutdownAnalyzers.Infrastructure;
using ShutdownAnalyzers.Ownership;

namespace ShutdownAnalyzers.Hosting;

/// <summary>A method by which the host stops a service, its waits, and what bounds them: its token is cancelled when the time to stop is up.</summary>
internal sealed class StopCode
{
    private readonly IOperation _body;
    private readonly FrameworkTypes _types;
    private readonly CancellationToken _cancel;

    private StopCode(IMethodSymbol method, IOperation body, FrameworkTypes types, CancellationToken cancel) =>
        (Method, _body, _types, _cancel) = (method, body, types, cancel);

    public IMethodSymbol Method { get; }

    private string Token => Method.Parameters[0].Name;

    /// <summary>Null if the mention is not the declaration of such a method.</summary>
    public static StopCode? At(Mention mention, FrameworkTypes types, CancellationToken cancel) =>
        mention.Node is MethodDeclarationSyntax declaration
        && mention.Model.FunctionOf(declaration, cancel) is { } method
        && method.IsStopOfHostedService(types)
        && mention.Model.GetOperation(declaration, cancel) is { } body
            ? new(method, body, types, cancel)
            : null;

    /// <summary>What the method waits for, and the task that it hands back: the host waits for that.</summary>
    public IEnumerable<Wait> Waits => Method.IsAsync ? Wait.In(_body) : Wait.In(_body).Concat(HandedBack);

    /// <summary>Whether the token ends the method's waits in a callback of its own.</summary>
    public bool IsEndedByCallback => NamesOfToken(_body.Syntax).Any(static name =>
        name.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Register" or "UnsafeRegister" } access && access.Expression == name);

    /// <summary>Whether neither the token nor a time ends a wait.</summary>
    public bool IsUnbounded(Wait wait) => IsUnbounded(wait, []) && !FinishedTask.IsAwaitedBy(wait);

    /// <summary>Whether a wait throws a cancellation when the token is cancelled.</summary>
    public bool ThrowsByItsToken(Wait wait) =>
        wait is { Call: { } call }
        && !wait.ThrowsAggregate
        && call.Instance?.Syntax is not BaseExpressionSyntax // BackgroundService's stop gives up without a word, and what another base lets out is reported there.
        && call.TokenArgument(_types) is { Value: var token }
        && Tokens.OriginsOf(token, wait.Place.SemanticModel!.Compilation, _cancel).HasFlag(TokenOrigins.StopTimeout)
        && !wait.Place.Syntax.DescendantTokens().Any(static name => name.ValueText == "SuppressThrowing");

    /// <summary>Whether a handler of the method takes the exception of a cancelled wait at this place.</summary>
    public bool CatchesCancellation(SyntaxNode place) =>
        place.AncestorsInFunction().OfType<TryStatementSyntax>().Any(attempt => attempt.Block.Span.Contains(place.Span) && attempt.Catches.Any(TakesCancellation));

    private bool TakesCancellation(CatchClauseSyntax handler) => handler.TakesCancellation(_body.SemanticModel!, _cancel);

    private IEnumerable<Wait> HandedBack =>
        _body.OwnOperations().OfType<IReturnOperation>()
            .Where(static way => way.ReturnedValue?.Unwrap() is IMemberReferenceOperation)
            .Select(static way => new Wait(way, way.ReturnedValue!.Unwrap(), Blocks: false));

    private bool IsUnbounded(Wait wait, HashSet<ISymbol> followed)
    {
        if (NamesOfToken(wait.For.Syntax).Any() || wait.HasTimeout(_cancel))
            return false;

        return wait.Call is { } call ? IsUnbounded(wait, call, followed) : IsKeptTask(wait.For, followed);
    }

    private bool IsUnbounded(Wait wait, IInvocationOperation call, HashSet<ISymbol> followed)
    {
        if (call.TokenArgument(_types) is not null)
            return false;

        return call.TargetMethod.Name is "WhenAll" or "WhenAny" or "WaitAny"
            ? call.Arguments.SelectMany(Tasks).All(task => IsKeptTask(task.Unwrap(), followed))
            : wait.Blocks && wait.Place == call || call.OmittedToken(_types) is not null;
    }

    /// <summary>A task that something else began: of a member, or of a variable whose values are all without bound.</summary>
    private bool IsKeptTask(IOperation task, HashSet<ISymbol> followed)
    {
        if (task is IMemberReferenceOperation { Member: var member })
            return !member.ContainingType.Is(_types.Task);

        if (task is not ILocalReferenceOperation { Local: var local } || !followed.Add(local))
            return false;

        var sources = task.Sources().ToList();
        return sources.Count > 0 && sources.TrueForAll(source => IsUnbounded(new(source, source, Blocks: false), followed));
    }

    private static IEnumerable<IOperation> Tasks(IArgumentOperation argument) => argument.Value.Unwrap() switch
    {
        IArrayCreationOperation { Initializer.ElementValues: var tasks } => tasks,
        ICollectionExpressionOperation { Elements: var tasks } => tasks,
        var task => [task],
    };

    private IEnumerable<IdentifierNameSyntax> NamesOfToken(SyntaxNode code) =>
        code.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == Token);
}
