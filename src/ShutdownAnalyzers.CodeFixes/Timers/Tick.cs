using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.Editing;

namespace ShutdownAnalyzers.Timers;

/// <summary>What a timer's callback does, as lines of an async loop, and what has to change elsewhere for that.</summary>
internal sealed record Tick(string[] Lines, params TextChange[] Changes)
{
    /// <summary>Null if a loop cannot do the same: the callback looks at what it is given, or is other code's.</summary>
    public static Tick? Of(TimedService service, CancellationToken cancel) => (service.Callback as IDelegateCreationOperation)?.Target switch
    {
        IAnonymousFunctionOperation { Syntax: AnonymousFunctionExpressionSyntax lambda } => OfLambda(lambda, service.Start),
        IMethodReferenceOperation { Method: var method, Syntax: ExpressionSyntax name } => OfMethod(method, name, cancel),
        _ => null,
    };

    private static Tick? OfLambda(AnonymousFunctionExpressionSyntax callback, MethodDeclarationSyntax start)
    {
        var parameters = ParametersOf(callback).Concat(start.ParameterList.Parameters).Select(static parameter => parameter.Identifier.ValueText).ToList();
        if (callback.Body.DescendantNodesAndSelf().Any(node => node is ReturnStatementSyntax || node is IdentifierNameSyntax used && parameters.Contains(used.Identifier.ValueText))
            || callback.Body.DescendantTokens().Any(static token => token.Text.Contains('\n')))
            return null;

        return new(callback.Block is { } block ? LinesOf(block) : [$"{callback.ExpressionBody};"]);
    }

    private static IEnumerable<ParameterSyntax> ParametersOf(AnonymousFunctionExpressionSyntax callback) => callback switch
    {
        SimpleLambdaExpressionSyntax lambda => [lambda.Parameter],
        ParenthesizedLambdaExpressionSyntax lambda => lambda.ParameterList.Parameters,
        AnonymousMethodExpressionSyntax method => method.ParameterList?.Parameters ?? default,
        _ => [],
    };

    /// <summary>The statements of a block as they stand there, with their comments.</summary>
    private static string[] LinesOf(BlockSyntax block)
    {
        var layout = Layout.Around(block);
        if (layout.AreOnOneLine(block.SpanStart, block.Span.End))
            return [.. block.Statements.Select(static statement => statement.ToString())];

        var indent = layout.IndentAt(block.CloseBraceToken.SpanStart) + layout.Step;
        var inner = block.SyntaxTree.GetText().ToString(TextSpan.FromBounds(block.OpenBraceToken.Span.End, block.CloseBraceToken.SpanStart)).Trim();
        return [.. inner.Replace("\r", "").Split('\n').Select(line => line.StartsWith(indent, StringComparison.Ordinal) ? line.Substring(indent.Length) : line)];
    }

    /// <summary>A method of the service that is there for the timer only: it need not take the state any more.</summary>
    private static Tick? OfMethod(IMethodSymbol method, ExpressionSyntax name, CancellationToken cancel)
    {
        if (Functions.DeclarationOfHelper(method, cancel) is not MethodDeclarationSyntax { ParameterList.Parameters: { Count: 1 } parameters } helper
            || helper.DescendantNodes().OfType<IdentifierNameSyntax>().Any(use => use.Identifier.ValueText == parameters[0].Identifier.ValueText))
            return null;

        TextChange withoutState = new(parameters[0].Span, "");
        return method.IsAsync
            ? new([$"await {name}();"], withoutState, new(helper.ReturnType.Span, "Task"))
            : new([$"{name}();"], withoutState);
    }
}
