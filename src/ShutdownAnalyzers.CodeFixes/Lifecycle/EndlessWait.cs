using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Lifecycle;

/// <summary>A wait for nothing in particular, by which a program stays alive: <c>Task.Delay(-1)</c>, <c>Console.ReadLine()</c>, <c>done.WaitOne()</c>.</summary>
internal static class EndlessWait
{
    public static bool Is(ExpressionSyntax expression) => expression switch
    {
        AwaitExpressionSyntax awaited => Is(awaited.Expression),
        InvocationExpressionSyntax call => Is(call),
        _ => false,
    };

    private static bool Is(InvocationExpressionSyntax call) => call.MethodName()?.Identifier.ValueText switch
    {
        "Delay" or "Sleep" => call.ArgumentList.Arguments.FirstOrDefault()?.Expression.ToString() is "-1" or "Timeout.Infinite" or "Timeout.InfiniteTimeSpan",
        "ReadLine" or "ReadKey" or "WaitOne" => call.ArgumentList.Arguments.Count == 0,
        // "Task.Delay(-1).Wait()".
        "Wait" or "GetResult" or "GetAwaiter" => call.ArgumentList.Arguments.Count == 0
            && call.Expression is MemberAccessExpressionSyntax { Expression: var waited } && (waited is not InvocationExpressionSyntax inner ? call.MethodName()!.Identifier.ValueText is "Wait" : Is(inner)),
        _ => false,
    };
}
