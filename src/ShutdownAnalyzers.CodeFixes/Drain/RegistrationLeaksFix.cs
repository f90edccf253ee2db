using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.Editing;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Drain;

/// <summary>SHUT206: disposes what a request leaves on the app's token, with the request.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RegistrationLeaksFix))]
[Shared]
public sealed class RegistrationLeaksFix() : EditFix("SHUT206")
{
    private protected override SolutionEdit? Edit(Faulty faulty)
    {
        var made = new Mention(faulty.Node.GetFirstToken(), faulty.Model.Compilation);
        return made.Call is { } call && Using(call, faulty) is { } changes
            ? SolutionEdit.Of(faulty.Project.Solution, "Dispose it with the request", changes.Select(change => (call.SyntaxTree, change)))
            : null;
    }

    private static TextChange[]? Using(InvocationExpressionSyntax call, Faulty faulty)
    {
        var around = call.Ancestors().First(static node => node is StatementSyntax or AnonymousFunctionExpressionSyntax or MemberDeclarationSyntax);
        if (around is not StatementSyntax { Parent: BlockSyntax block } statement || !OutlivesItsCalls(block, faulty))
            return null;

        if (statement is LocalDeclarationStatementSyntax { Declaration.Variables: { Count: 1 } variables } && variables[0].Initializer?.Value == call)
            return [new(new(statement.SpanStart, 0), "using ")];

        // What an inner block makes and hands on is used behind it, too.
        if (block.Parent is BlockSyntax or IfStatementSyntax or ElseClauseSyntax or TryStatementSyntax)
            return null;

        var variable = call.SyntaxTree.FreeName(call.MethodName()?.Identifier.ValueText == "CreateLinkedTokenSource" ? "linked" : "registration");
        return statement is ExpressionStatementSyntax { Expression: var whole } && (whole == call || IsDiscard(whole, call))
            ? [new(TextSpan.FromBounds(statement.SpanStart, call.SpanStart), $"using var {variable} = ")]
            : [Statements.Before(statement, $"using var {variable} = {call};"), new(call.Span, variable)];
    }

    /// <summary>Whether the end of the block is the end of the work: a function that hands its task back returns before.</summary>
    private static bool OutlivesItsCalls(BlockSyntax block, Faulty faulty)
    {
        var function = block.Ancestors().Select(node => faulty.Model.FunctionOf(node, faulty.Cancel)).FirstOrDefault(static function => function is not null);
        return function is not null && (function.IsAsync || function.ReturnsVoid);
    }

    private static bool IsDiscard(ExpressionSyntax whole, ExpressionSyntax call) =>
        whole is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: IdentifierNameSyntax { Identifier.ValueText: "_" } } discard && discard.Right == call;
}
