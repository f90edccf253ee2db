using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Hosting;

/// <summary>What keeps a program at work while its entry point waits: it was started before the wait.</summary>
internal static class StartedWork
{
    /// <summary>How the methods are called that end what a <c>Start</c> began.</summary>
    private static readonly string[] s_ends = ["Stop", "Dispose", "Close", "Shutdown"];

    public static bool GoesOnDuring(InvocationExpressionSyntax wait, PlainProgram program) =>
        program.Entry.DescendantNodes().Any(node => node.SpanStart < wait.SpanStart && IsTimer(node, program))
        || program.OwnCalls.Any(call => call.SpanStart < wait.SpanStart && Starts(call, wait, program));

    private static bool IsTimer(SyntaxNode node, PlainProgram program) =>
        node is BaseObjectCreationExpressionSyntax creation
        && program.TypeOf(creation)?.ToDisplayString() is "System.Threading.Timer" or "System.Timers.Timer";

    private static bool Starts(InvocationExpressionSyntax call, InvocationExpressionSyntax wait, PlainProgram program)
    {
        if (program.SymbolOf(call) is not IMethodSymbol { IsStatic: false, ContainingType: not null } method || !method.Name.StartsWith("Start", StringComparison.Ordinal))
            return false;

        return method.ContainingType.ToDisplayString() switch
        {
            "System.Net.HttpListener" or "System.Net.Sockets.TcpListener" => true,
            _ => IsStoppedAfter(wait, call, program),
        };
    }

    /// <summary>Something of which we cannot see whether its start returns at once is at work if it is also stopped, after the wait.</summary>
    private static bool IsStoppedAfter(InvocationExpressionSyntax wait, InvocationExpressionSyntax start, PlainProgram program) =>
        ReceiverOf(start, program) is { } started
        && (IsDisposedAtTheEnd(started) || program.OwnCalls.Any(call => call.SpanStart > wait.SpanStart
            && call.MethodName()?.Identifier.ValueText is { } name
            && s_ends.Any(end => name.StartsWith(end, StringComparison.Ordinal))
            && SymbolEqualityComparer.Default.Equals(ReceiverOf(call, program), started)));

    private static bool IsDisposedAtTheEnd(ISymbol started) =>
        started.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax().Parent?.Parent
            is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not (int)SyntaxKind.None } or UsingStatementSyntax;

    private static ISymbol? ReceiverOf(InvocationExpressionSyntax call, PlainProgram program) =>
        call.Expression is MemberAccessExpressionSyntax { Expression: var receiver } ? program.SymbolOf(receiver) : null;
}
