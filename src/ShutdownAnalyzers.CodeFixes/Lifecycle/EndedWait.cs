using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ShutdownAnalyzers.Lifecycle;

/// <summary>The wait in which a program without a host spends its life, rewritten so that a token ends it.</summary>
internal static class EndedWait
{
    /// <summary>Null where that takes more than the wait itself, such as in a loop that accepts connections.</summary>
    public static IReadOnlyList<TextChange>? By(string source, InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancel)
    {
        if (call.FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { Expression: var wait } || model.GetSymbolInfo(call, cancel).Symbol is not IMethodSymbol method)
            return null;

        var loops = call.Ancestors().OfType<StatementSyntax>().Where(static statement => statement is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax).ToList();
        var name = $"{method.ContainingType.Name}.{method.Name}";
        return loops.Count switch
        {
            0 when Once(name, call, wait, source) is { } ended => [new(wait.Span, ended)],
            1 when InTurn(name, call, wait, source) is { } ended && ReturnsNothing(model, cancel) => [While(loops[0], $"!{source}.IsCancellationRequested"), new(wait.Span, ended)],
            _ => null,
        };
    }

    private static string? Once(string method, InvocationExpressionSyntax call, ExpressionSyntax wait, string source) => method switch
    {
        "Thread.Sleep" or "Thread.Join" => $"{source}.Token.WaitHandle.WaitOne()",
        "Task.Delay" when wait is not AwaitExpressionSyntax => $"{source}.Token.WaitHandle.WaitOne()",
        "Console.ReadLine" or "Console.ReadKey" or "Console.Read" => $"Task.WaitAny(Task.Run(() => {call}), {Never(source)})",
        "WaitHandle.WaitOne" => EitherHandle("", call, source),
        "ManualResetEventSlim.Wait" => EitherHandle(".WaitHandle", call, source),
        "SemaphoreSlim.Wait" => EitherHandle(".AvailableWaitHandle", call, source),
        "SemaphoreSlim.WaitAsync" when wait is AwaitExpressionSyntax => $"await Task.WhenAny({call}, {Never(source)})",
        _ => InTurn(method, call, wait, source),
    };

    /// <summary>A pause between the turns of a loop.</summary>
    private static string? InTurn(string method, InvocationExpressionSyntax call, ExpressionSyntax wait, string source)
    {
        if (call.ArgumentList.Arguments.Count != 1)
            return null;

        var time = call.ArgumentList.Arguments[0].Expression;
        return method switch
        {
            // A cancelled delay throws where it is awaited, but not out of a race.
            "Task.Delay" when wait is AwaitExpressionSyntax => $"await Task.WhenAny(Task.Delay({time}, {source}.Token))",
            "Thread.Sleep" or "Task.Delay" => $"{source}.Token.WaitHandle.WaitOne({time})",
            _ => null,
        };
    }

    private static string Never(string source) => $"Task.Delay(Timeout.Infinite, {source}.Token)";

    private static string? EitherHandle(string handle, InvocationExpressionSyntax call, string source) =>
        call.Expression is MemberAccessExpressionSyntax { Expression: var waited }
            ? $"WaitHandle.WaitAny(new[] {{ {waited}{handle}, {source}.Token.WaitHandle }})"
            : null;

    private static TextChange While(StatementSyntax loop, string condition) => loop switch
    {
        WhileStatementSyntax { Condition.Span: var endless } => new(endless, condition),
        DoStatementSyntax { Condition.Span: var endless } => new(endless, condition),
        ForStatementSyntax { Condition.Span: var endless } => new(endless, condition),
        ForStatementSyntax { FirstSemicolonToken.Span.End: var end } => new(new(end, 0), " " + condition),
        _ => throw new InvalidOperationException($"{loop.Kind()} is no loop with a condition."),
    };

    /// <summary>Whether the program may come to its end without a value; behind an endless loop it need not have one.</summary>
    private static bool ReturnsNothing(SemanticModel model, CancellationToken cancel) =>
        model.Compilation.GetEntryPoint(cancel)?.ReturnType is { SpecialType: SpecialType.System_Void } or INamedTypeSymbol { IsGenericType: false, SpecialType: SpecialType.None };
}
