using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.Hosting;

namespace ShutdownAnalyzers.Editing;

/// <summary>Puts a call where a method ends: at its end, and before each <c>return</c>. The method returns nothing or a task, as the call does.</summary>
internal sealed class MethodEnd
{
    private readonly MethodDeclarationSyntax _method;
    private readonly string _call;
    private readonly Layout _layout;
    private readonly bool _isAsync;
    private readonly bool _returnsTask;

    private MethodEnd(MethodDeclarationSyntax method, string call)
    {
        (_method, _call, _layout) = (method, call, Layout.Around(method));
        _isAsync = method.Modifiers.Any(SyntaxKind.AsyncKeyword);
        _returnsTask = method.ReturnType is not PredefinedTypeSyntax;
    }

    /// <summary>Null if the method has no body that can take the call.</summary>
    public static IEnumerable<TextChange>? Put(string call, MethodDeclarationSyntax method, SemanticModel model)
    {
        var end = new MethodEnd(method, call);
        return method switch
        {
            { ExpressionBody.Expression: var only } => end.Behind(only),
            { Body: { } body } => end.In(body, model),
            _ => null,
        };
    }

    private string Statement => _returnsTask ? $"await {_call};" : $"{_call};";

    private IEnumerable<TextChange>? Behind(ExpressionSyntax only)
    {
        if (IsHandedOn(only))
            return [new(only.Span, _call)];

        var first = _returnsTask && !_isAsync ? $"await {only};" : $"{only};";
        return BodyEdit.MakeBlock(_method, [first, Statement], _layout) is { } block ? [.. Async(), block] : null;
    }

    private IEnumerable<TextChange> In(BlockSyntax body, SemanticModel model)
    {
        var returns = body.NodesOfFunction().OfType<ReturnStatementSyntax>().ToList();
        if (returns.Count > 0 && returns.TrueForAll(way => IsHandedOn(way.Expression)))
            return returns.Select(way => new TextChange(way.Expression!.Span, _call));

        var changes = returns.Select(way => Before(way, isLast: body.Statements.Last() == way));
        return model.AnalyzeControlFlow(body)?.EndPointIsReachable is true ? [.. Async(), .. changes, AtEnd(body)] : [.. Async(), .. changes];
    }

    /// <summary>Whether a method hands back a task that is over: the call's own can take its place.</summary>
    private bool IsHandedOn(ExpressionSyntax? result) =>
        _returnsTask && !_isAsync && result is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CompletedTask" };

    private TextChange Before(ReturnStatementSyntax way, bool isLast)
    {
        string[] lines = [.. IsHandedOn(way.Expression) || way.Expression is null ? [] : (string[])[$"await {way.Expression};"], Statement, .. isLast ? [] : (string[])["return;"]];
        return Statements.Replace(way, lines);
    }

    private TextChange AtEnd(BlockSyntax body) => body.Statements.LastOrDefault() is { } last
        ? Statements.After(last, Statement)
        : BodyEdit.PutFirst(_method, [Statement], _layout)!.Value;

    private IEnumerable<TextChange> Async() => _returnsTask && !_isAsync ? [new(new(_method.ReturnType.SpanStart, 0), "async ")] : [];
}
