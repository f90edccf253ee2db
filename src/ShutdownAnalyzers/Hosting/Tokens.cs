using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShutdownAnalyzers.Infrastructure;
using ShutdownAnalyzers.Ownership;

namespace ShutdownAnalyzers.Hosting;

/// <summary>Says which token this is: follows it back through parameters, variables, members and linked sources to what cancels it.</summary>
internal sealed class Tokens
{
    private readonly Compilation _compilation;
    private readonly FrameworkTypes _types;
    private readonly CancellationToken _cancel;
    private readonly HashSet<ISymbol> _followed = new(SymbolEqualityComparer.Default);
    private readonly HashSet<SyntaxNode> _links = []; // A source may be linked to the one it replaces.

    private Tokens(Compilation compilation, CancellationToken cancel) =>
        (_compilation, _types, _cancel) = (compilation, FrameworkTypes.Of(compilation), cancel);

    /// <summary>What cancels a token or a token source.</summary>
    public static TokenOrigins OriginsOf(IOperation token, Compilation compilation, CancellationToken cancel) => new Tokens(compilation, cancel).Of(token);

    /// <summary>What cancels the token that a method is given.</summary>
    public static TokenOrigins OriginsOf(IParameterSymbol token, Compilation compilation, CancellationToken cancel) => new Tokens(compilation, cancel).Of(token);

    private TokenOrigins Of(IOperation token) =>
        token.Sources().Aggregate(TokenOrigins.Nothing, (origins, source) => origins | OfSource(source));

    private TokenOrigins OfSource(IOperation source) => source switch
    {
        IObjectCreationOperation creation => creation.Type.Is(_types.CancellationTokenSource) ? TokenOrigins.OwnSource : TokenOrigins.Nothing,
        IParameterReferenceOperation { Parameter: var parameter } => Of(parameter),
        IPropertyReferenceOperation property => Of(property),
        IFieldReferenceOperation { Field: var field } => OfMember(field),
        IInvocationOperation { TargetMethod.Name: "CreateLinkedTokenSource" } link when _links.Add(link.Syntax) => link.Arguments.SelectMany(Elements).Aggregate(TokenOrigins.OwnSource, (origins, linked) => origins | Of(linked)),
        IInvocationOperation { TargetMethod.Name: "CreateLinkedTokenSource" } => TokenOrigins.OwnSource,
        IConditionalAccessOperation { WhenNotNull: IPropertyReferenceOperation { Property.Name: "Token" } } access => Of(access.Operation),
        _ => TokenOrigins.Unknown,
    };

    private TokenOrigins Of(IPropertyReferenceOperation reference)
    {
        var (property, owner) = (reference.Property, reference.Property.ContainingType);
        if (owner.Is(_types.CancellationToken))
            return TokenOrigins.Nothing;

        if (owner.Is(_types.CancellationTokenSource) && reference.Instance is { } source)
            return Of(source);

        if (property.Name == "RequestAborted" && owner.Is(_types.HttpContext) || property.Name == "CancellationToken" && owner.Is(_types.ServerCallContext))
            return TokenOrigins.RequestAborted;

        return LifetimeTokens.Of(property, _types) is LifetimeToken.Stopping ? TokenOrigins.ApplicationStopping : OfMember(property);
    }

    private TokenOrigins OfMember(ISymbol member)
    {
        if (!_compilation.Assembly.Equals(member.ContainingAssembly, SymbolEqualityComparer.Default) || !Stored.Keeps(member))
            return TokenOrigins.Unknown;

        if (!_followed.Add(member))
            return TokenOrigins.Nothing;

        var values = Stored.In(member, _compilation, _cancel).Values;
        var origins = values.IsEmpty ? TokenOrigins.Unknown : values.Aggregate(TokenOrigins.Nothing, (all, value) => all | Of(value));
        return member.DeclaredAccessibility is Accessibility.Private ? origins : origins | TokenOrigins.Unknown;
    }

    private TokenOrigins Of(IParameterSymbol parameter)
    {
        if (!_followed.Add(parameter) || parameter.ContainingSymbol is not IMethodSymbol method)
            return TokenOrigins.Nothing;

        if (method.IsExecuteOfBackgroundService(_types))
            return TokenOrigins.ServiceStopping;

        if (method.IsStopOfHostedService(_types))
            return TokenOrigins.StopTimeout;

        if (RequestCode.IsRunByRequest(method, _types))
            return TokenOrigins.RequestAborted;

        return method.MethodKind switch
        {
            MethodKind.AnonymousFunction => OfLambda(parameter),
            MethodKind.LocalFunction => OfCallers(parameter, method),
            MethodKind.Ordinary when method.DeclaredAccessibility is Accessibility.Private => OfCallers(parameter, method),
            _ => OfCallers(parameter, method) | TokenOrigins.Unknown,
        };
    }

    /// <summary>A lambda is given the token of the call that it is passed to: <c>Parallel.ForEachAsync(items, token, (item, token) => …)</c>.</summary>
    private TokenOrigins OfLambda(IParameterSymbol parameter)
    {
        var syntax = parameter.ContainingSymbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_cancel);
        if (syntax is null)
            return TokenOrigins.Unknown;

        var receiver = _compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax, _cancel)?.Parent;
        while (receiver is IDelegateCreationOperation or IConversionOperation or IArgumentOperation)
            receiver = receiver.Parent;

        if (receiver is not IInvocationOperation call)
            return TokenOrigins.Unknown;

        if (RunBy.Of(syntax, _compilation.GetSemanticModel(syntax.SyntaxTree), _cancel) is Runner.Request)
            return TokenOrigins.RequestAborted;

        return call.TokenArgument(_types) is { Value: var token } ? Of(token) : TokenOrigins.Unknown;
    }

    private TokenOrigins OfCallers(IParameterSymbol parameter, IMethodSymbol method)
    {
        var origins = TokenOrigins.Nothing;
        var isCalled = false;
        foreach (var name in Mentions.NamesIn(method.ContainingType, method.Name, _cancel))
        {
            if (Mentions.Bind(name, _compilation, _cancel) is not IInvocationOperation call || !SymbolEqualityComparer.Default.Equals(call.TargetMethod.OriginalDefinition, method.OriginalDefinition))
                continue;

            isCalled = true;
            origins |= call.Arguments.For(parameter.Name) is { } token ? Of(token) : TokenOrigins.Unknown;
        }

        return isCalled ? origins : TokenOrigins.Unknown;
    }

    private static IEnumerable<IOperation> Elements(IArgumentOperation argument) => argument.Value.Unwrap() switch
    {
        IArrayCreationOperation { Initializer.ElementValues: var tokens } => tokens,
        ICollectionExpressionOperation { Elements: var tokens } => tokens,
        var token => [token],
    };
}
