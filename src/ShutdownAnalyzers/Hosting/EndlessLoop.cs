using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShutdownAnalyzers.Hosting;

/// <summary>A loop that nothing in the program ends, and that no user at the keyboard drives.</summary>
internal static class EndlessLoop
{
    public static bool Is(StatementSyntax loop, PlainProgram program) =>
        IsUnconditional(loop, program) && !loop.DescendantNodes().Any(node => Leaves(node, loop, program) || Asks(node, program));

    private static bool IsUnconditional(StatementSyntax loop, PlainProgram program) => loop switch
    {
        WhileStatementSyntax { Condition: var condition } => program.IsTrue(condition) || WaitsForTick(condition, program),
        DoStatementSyntax { Condition: var condition } => program.IsTrue(condition),
        ForStatementSyntax { Condition: var condition } => condition is null || program.IsTrue(condition),
        _ => false,
    };

    private static bool WaitsForTick(ExpressionSyntax condition, PlainProgram program) =>
        condition is AwaitExpressionSyntax { Expression: InvocationExpressionSyntax call }
        && program.Calls(call) == "System.Threading.PeriodicTimer.WaitForNextTickAsync";

    private static bool Leaves(SyntaxNode node, StatementSyntax loop, PlainProgram program) => node switch
    {
        ReturnStatementSyntax or GotoStatementSyntax => IsOfLoop(node, loop),
        BreakStatementSyntax => IsOfLoop(node, loop) && Broken(node) == loop,
        ThrowStatementSyntax { Expression: not null } => IsOfLoop(node, loop),
        InvocationExpressionSyntax call => program.Calls(call) is "System.Environment.Exit" or "System.Environment.FailFast",
        _ => false,
    };

    /// <summary>A console input that is used: the loop talks with a user.</summary>
    private static bool Asks(SyntaxNode node, PlainProgram program) =>
        node is InvocationExpressionSyntax { Parent: not ExpressionStatementSyntax } call
        && program.Calls(call) is "System.Console.ReadLine" or "System.Console.ReadKey" or "System.Console.Read";

    private static SyntaxNode? Broken(SyntaxNode node) =>
        node.Ancestors().FirstOrDefault(static ancestor => ancestor is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax or SwitchStatementSyntax);

    private static bool IsOfLoop(SyntaxNode node, SyntaxNode loop) =>
        !node.Ancestors().TakeWhile(ancestor => ancestor != loop).Any(static ancestor => ancestor is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax);
}
