using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.Editing;
using ShutdownAnalyzers.Hosting;

namespace ShutdownAnalyzers.BackgroundWork;

/// <summary>SHUT405: lets services stop one after another, and registers them before the web server.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StopsBeforeRequestsFix)), Shared]
public sealed class StopsBeforeRequestsFix() : EditFix("SHUT405")
{
    private protected override SolutionEdit? Edit(Faulty faulty)
    {
        var tree = faulty.Model.SyntaxTree;
        if (faulty.Node.FirstAncestorOrSelf<AssignmentExpressionSyntax>() is { } setting && setting.Left.Span.Contains(faulty.Node.Span))
            return SolutionEdit.Of(faulty.Project.Solution, "Stop services one after another", [(tree, new(setting.Right.Span, "false"))]);

        return HostChain.ServicesAround(faulty.Node) is { Expression: MemberAccessExpressionSyntax { Expression: var before } } services
            && HostChain.WebHostBefore(services) is { Expression: MemberAccessExpressionSyntax { Expression: var webHostOf } }
                ? SolutionEdit.Of(faulty.Project.Solution, "Register services before the web server", Move(TextSpan.FromBounds(before.Span.End, services.Span.End), webHostOf.Span.End, tree).Select(change => (tree, change)))
                : null;
    }

    private static IEnumerable<TextChange> Move(TextSpan link, int to, SyntaxTree tree) => [new(new(to, 0), tree.GetText().ToString(link)), new(link, "")];
}
