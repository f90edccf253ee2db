using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShutdownAnalyzers.Editing;

namespace ShutdownAnalyzers.BackgroundWork;

/// <summary>SHUT408: catches the cancellation where the stop waits.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StopTimeoutCrashesFix)), Shared]
public sealed class StopTimeoutCrashesFix() : EditFix("SHUT408")
{
    private protected override SolutionEdit? Edit(Faulty faulty)
    {
        if (faulty.Node.FirstAncestorOrSelf<StatementSyntax>() is not ((ExpressionStatementSyntax or CommonForEachStatementSyntax) and { } statement)
            || faulty.Node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } stop
            || GivenUpStop.Attempt(statement, statement.ToString(), stop) is not { } attempt)
            return null;

        return SolutionEdit.Of(
            faulty.Project.Solution,
            "Catch the cancellation when the time to stop is up",
            [.. faulty.Model.Import(statement.SpanStart, ["System"], faulty.Cancel).Select(change => (statement.SyntaxTree, change)), (statement.SyntaxTree, Statements.Replace(statement, attempt))]);
    }
}
