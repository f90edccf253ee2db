using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.Editing;

namespace ShutdownAnalyzers.Lifecycle;

/// <summary>SHUT110: makes the thread a background thread where it is made.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ForegroundThreadFix)), Shared]
public sealed class ForegroundThreadFix() : EditFix("SHUT110")
{
    private const string IsBackground = "IsBackground = true";

    private protected override SolutionEdit? Edit(Faulty faulty)
    {
        if (faulty.Node.FirstAncestorOrSelf<BaseObjectCreationExpressionSyntax>() is not { } creation || Change(creation) is not { } change)
            return null;

        return SolutionEdit.Of(faulty.Project.Solution, "Make it a background thread", [(creation.SyntaxTree, change)]);
    }

    private static TextChange? Change(BaseObjectCreationExpressionSyntax creation) => creation.Initializer switch
    {
        null => new(new(creation.Span.End, 0), $" {{ {IsBackground} }}"),
        { Expressions: { Count: > 0 } expressions } when !expressions.OfType<AssignmentExpressionSyntax>().Any(static set => set.Left.ToString() == "IsBackground") =>
            new(new(expressions.Last().Span.End, 0), $", {IsBackground}"),
        _ => null,
    };
}
