using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShutdownAnalyzers.Infrastructure;
using ShutdownAnalyzers.Ownership;

namespace ShutdownAnalyzers.Hosting;

/// <summary>
/// Who runs this code? The function around it tells: by what it is (a controller's action, a service's <c>ExecuteAsync</c>), by what
/// it is handed to (<c>MapGet</c>, <c>ApplicationStopping.Register</c>), or, if it is private, by who calls it.
/// </summary>
internal sealed class RunBy
{
    private readonly Compilation _compilation;
    private readonly CancellationToken _cancel;
    private readonly bool _isDirect;
    private readonly HashSet<SyntaxNode> _asked = []; // Functions may call each other in a circle.

    private RunBy(Compilation compilation, bool isDirect, CancellationToken cancel) => (_compilation, _isDirect, _cancel) = (compilation, isDirect, cancel);

    /// <summary>Asks for any node within a function, or for the function itself.</summary>
    public static Runner Of(SyntaxNode node, SemanticModel model, CancellationToken cancel) => new RunBy(model.Compilation, isDirect: false, cancel).Of(node);

    /// <summary>The same, but only if the runner itself calls the function, and so waits for it: not through a helper, nor on another thread.</summary>
    public static Runner Directly(SyntaxNode node, SemanticModel model, CancellationToken cancel) => new RunBy(model.Compilation, isDirect: true, cancel).Of(node);

    private Runner Of(SyntaxNode node)
    {
        foreach (var ancestor in node.AncestorsAndSelf())
        {
            switch (ancestor)
            {
                case AnonymousFunctionExpressionSyntax lambda when OfLambda(lambda) is { } runner:
                    return runner;
                case LocalFunctionStatementSyntax local when HandedOn(local.Identifier.ValueText, local.Parent) is { } runner:
                    return runner;
                case LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax when _isDirect:
                    return Runner.Unknown;
                case MethodDeclarationSyntax method:
                    return _asked.Add(method) ? OfMethod(method) : Runner.Unknown;
                case GlobalStatementSyntax:
                    return Runner.EntryPoint;
                case MemberDeclarationSyntax:
                    return Runner.Unknown;
            }
        }

        return Runner.Unknown;
    }

    /// <summary>Null if the lambda is run by whoever runs the function around it.</summary>
    private Runner? OfLambda(AnonymousFunctionExpressionSyntax lambda)
    {
        if (RequestCode.TakesHttpContext(Declared(lambda), Types))
            return Runner.Request;

        return lambda.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax { Parent: var scope } } variable }
            ? HandedOn(variable.Identifier.ValueText, scope)
            : HandedTo(lambda);
    }

    private Runner OfMethod(MethodDeclarationSyntax method)
    {
        if (Declared(method) is not { } symbol)
            return Runner.Unknown;

        if (symbol.Name == WellKnownMemberNames.EntryPointMethodName && SymbolEqualityComparer.Default.Equals(symbol, _compilation.GetEntryPoint(_cancel)))
            return Runner.EntryPoint;

        if (HostedService.IsRunByHost(symbol, Types))
            return Runner.HostedService;

        if (RequestCode.IsRunByRequest(symbol, Types))
            return Runner.Request;

        return HandedToEndpoint(symbol) ?? OfNamesIn(symbol, method);
    }

    /// <summary>A function whose name is handed to something is run by that; null if it is run by whoever runs the code around it.</summary>
    private Runner? HandedOn(string function, SyntaxNode? scope)
    {
        if (scope is GlobalStatementSyntax)
            scope = scope.Parent;

        var runners = scope?.DescendantTokens()
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == function && token.Parent is IdentifierNameSyntax { Parent: ArgumentSyntax })
            .Select(token => HandedTo((ExpressionSyntax)token.Parent!))
            .ToList();
        return runners?.Exists(static runner => runner is not null) is true ? Only(runners.Select(static runner => runner ?? Runner.Unknown)) : null;
    }

    /// <summary>What a method is handed to in its own type; a private one is run by whoever calls it there, too.</summary>
    private Runner OfNamesIn(IMethodSymbol method, MethodDeclarationSyntax declaration) =>
        Only(Mentions.NamesIn(method.ContainingType, method.Name, _cancel).Concat(NamesInTopLevelStatements(method))
            .Select(WholeName)
            .Where(name => !name.Ancestors().Contains(declaration) && (name.Parent is ArgumentSyntax || method.DeclaredAccessibility is Accessibility.Private && !_isDirect))
            .Select(OfName));

    /// <summary>Top-level statements are code of <c>Program</c>, but none of the declarations that it lists.</summary>
    private IEnumerable<IdentifierNameSyntax> NamesInTopLevelStatements(IMethodSymbol method) =>
        EntryPoint.Of(_compilation, _cancel) is CompilationUnitSyntax unit && SymbolEqualityComparer.Default.Equals(_compilation.GetEntryPoint(_cancel)!.ContainingType, method.ContainingType)
            ? unit.DescendantNodes(Composition.IsOfBody).OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == method.Name)
            : [];

    private Runner OfName(ExpressionSyntax method) => method.Parent switch
    {
        InvocationExpressionSyntax => Of(method),
        ArgumentSyntax => HandedTo(method) ?? Of(method),
        _ => Runner.Unknown,
    };

    /// <summary>A method that an endpoint anywhere in the project is mapped to.</summary>
    private Runner? HandedToEndpoint(IMethodSymbol method) =>
        WatchedNames.EndpointMaps.SelectMany(_compilation.MentionsOf)
            .SelectMany(static map => map.Call?.ArgumentList.Arguments ?? default)
            .Any(argument => IsNamed(argument.Expression, method.Name) && HandedTo(argument.Expression) is Runner.Request && IsSame(argument.Expression, method))
            ? Runner.Request
            : null;

    /// <summary>Who runs a function that stands here as a value. Null: whoever runs the code around it.</summary>
    private Runner? HandedTo(ExpressionSyntax function)
    {
        if (function.Parent is not ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } || call.MethodName()?.Identifier.ValueText is not { } name)
            return Runner.Unknown;

        var model = _compilation.GetSemanticModel(function.SyntaxTree);
        if (name is "Register" or "UnsafeRegister")
            return IsOfLifetime(call, model) ? Runner.LifetimeCallback : Runner.Unknown;

        // The same work, on another thread.
        if (name is "Run" or "StartNew" && model.GetSymbolInfo(call, _cancel).Symbol?.ContainingType is { } scheduler && (scheduler.Is(Types.Task) || scheduler.Is(Types.TaskFactory)))
            return null;

        return name.StartsWith("Map", StringComparison.Ordinal) && RequestCode.IsHandler(model.GetTypeInfo(function, _cancel).ConvertedType, Types) ? Runner.Request : Runner.Unknown;
    }

    private bool IsOfLifetime(InvocationExpressionSyntax register, SemanticModel model) =>
        register.Expression is MemberAccessExpressionSyntax { Expression: var token }
        && LifetimeTokens.Of(token, model, _cancel) is LifetimeToken.Stopping or LifetimeToken.Stopped;

    private bool IsSame(ExpressionSyntax group, IMethodSymbol method) =>
        _compilation.GetSemanticModel(group.SyntaxTree).GetSymbolInfo(group, _cancel) is var named
        && SymbolEqualityComparer.Default.Equals((named.Symbol ?? named.CandidateSymbols.FirstOrDefault())?.OriginalDefinition, method);

    private static bool IsNamed(ExpressionSyntax group, string method) => group switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText == method,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText == method,
        _ => false,
    };

    private static ExpressionSyntax WholeName(IdentifierNameSyntax name) =>
        name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;

    /// <summary>The one runner that all agree on.</summary>
    private static Runner Only(IEnumerable<Runner> runners)
    {
        var distinct = runners.Distinct().Take(2).ToList();
        return distinct.Count == 1 ? distinct[0] : Runner.Unknown;
    }

    private FrameworkTypes Types => FrameworkTypes.Of(_compilation);

    private IMethodSymbol? Declared(SyntaxNode function) => _compilation.GetSemanticModel(function.SyntaxTree).FunctionOf(function, _cancel);
}
