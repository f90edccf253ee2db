using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShutdownAnalyzers.Editing;

namespace ShutdownAnalyzers.Lifecycle;

/// <summary>SHUT103: moves the assignment to the front of the handler.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CancelSetTooLateFix)), Shared]
public sealed class CancelSetTooLateFix() : EditFix("SHUT103")
{
    private protected override SolutionEdit? Edit(Faulty faulty)
    {
        // What it is set to, and whether it is, must not depend on what comes before.
        return faulty.Node.FirstAncestorOrSelf<AssignmentExpressionSyntax>() is { Right: LiteralExpressionSyntax, Parent: ExpressionStatementSyntax { Parent: BlockSyntax { Parent: AnonymousFunctionExpressionSyntax or BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax } handler } statement }
            && Statements.Move(statement, handler.Statements[0]) is { } changes
                ? SolutionEdit.Of(faulty.Project.Solution, "Set it first", changes.Select(change => (statement.SyntaxTree, change)))
                : null;
    }
}
