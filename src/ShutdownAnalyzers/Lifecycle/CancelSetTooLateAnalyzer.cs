using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Lifecycle;

/// <summary>SHUT103: an async signal handler that takes the signal over only after its first await, when nobody asks any more.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CancelSetTooLateAnalyzer() : MentionAnalyzer(["Cancel"], s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = Rule.Warning(
        "SHUT103",
        "Cancel is set too late",
        "'{0}.Cancel' is read when the handler returns, which is at its first await: the signal kills the process before it is set here",
        "An async handler of a signal returns at its first await. What it sets later has no effect any more.");

    private protected override bool CanOccur(FrameworkTypes types) => types.PosixSignalContext is not null || types.ConsoleCancelEventArgs is not null;

    private protected override void Check(Mention mention, FileContext file)
    {
        if (AssignedAt(mention.Node) is not { Left: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax signal } } assignment
            || HandlerAround(assignment) is not { } handler
            || FirstAwaitIn(handler) is not { } firstAwait
            || file.Model.GetSymbolInfo(signal, file.Cancel).Symbol is not IParameterSymbol { Type: var type } parameter
            || !type.Is(file.Types.PosixSignalContext) && !type.Is(file.Types.ConsoleCancelEventArgs)
            || !SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, file.Model.FunctionOf(handler, file.Cancel))
            || IsSetBefore(firstAwait, handler, signal.Identifier.ValueText))
            return;

        file.Report(s_rule, assignment.Left.GetLocation(), signal.Identifier.ValueText);
    }

    private static AssignmentExpressionSyntax? AssignedAt(SyntaxNode name) =>
        name.Parent is MemberAccessExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } target && assignment.Left == target ? assignment : null;

    private static SyntaxNode? HandlerAround(SyntaxNode node) =>
        node.Ancestors().FirstOrDefault(static function => function is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax);

    private static AwaitExpressionSyntax? FirstAwaitIn(SyntaxNode handler) => Own(handler).OfType<AwaitExpressionSyntax>().FirstOrDefault();

    private static bool IsSetBefore(SyntaxNode firstAwait, SyntaxNode handler, string signal) =>
        Own(handler).OfType<AssignmentExpressionSyntax>().Any(assignment =>
            assignment.SpanStart < firstAwait.SpanStart
            && assignment.Left is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Cancel", Expression: IdentifierNameSyntax { Identifier.ValueText: var name } } && name == signal);

    private static IEnumerable<SyntaxNode> Own(SyntaxNode handler) =>
        handler.DescendantNodes(node => node == handler || node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax));
}
