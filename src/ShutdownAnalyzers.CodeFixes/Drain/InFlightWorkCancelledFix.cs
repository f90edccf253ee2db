using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.Editing;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Drain;

/// <summary>SHUT205: gives the work of a request the request's own token.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InFlightWorkCancelledFix))]
[Shared]
public sealed class InFlightWorkCancelledFix() : EditFix("SHUT205")
{
    private protected override SolutionEdit? Edit(Faulty faulty)
    {
        var tree = faulty.Node.SyntaxTree;
        if (faulty.Node is IdentifierNameSyntax { Parent: MemberAccessExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } })
            return assignment.Parent is ExpressionStatementSyntax { Parent: BlockSyntax } replacement
                ? SolutionEdit.Of(faulty.Project.Solution, "Keep the request's own token", [(tree, Statements.Remove(replacement))])
                : null;

        return faulty.Node.FirstAncestorOrSelf<ArgumentSyntax>() is { } argument && TokenInSight(argument, faulty) is { } token
            ? SolutionEdit.Of(faulty.Project.Solution, "Use the request's own token", [(tree, new TextChange(argument.Expression.Span, token))])
            : null;
    }

    /// <summary>The request's token as the functions around name it, the nearest first; null if none has it.</summary>
    private static string? TokenInSight(SyntaxNode node, Faulty faulty)
    {
        var types = FrameworkTypes.Of(faulty.Model.Compilation);
        var functions = node.Ancestors().Select(function => faulty.Model.FunctionOf(function, faulty.Cancel)).OfType<IMethodSymbol>().ToList();
        var parameters = functions.SelectMany(static function => function.Parameters).ToList();
        if (parameters.FirstOrDefault(parameter => parameter.Type.Is(types.CancellationToken)) is { } token)
            return token.Name;

        if (parameters.FirstOrDefault(parameter => parameter.Type.Is(types.HttpContext)) is { } context)
            return $"{context.Name}.RequestAborted";

        return functions.Any(function => !function.IsStatic && (function.ContainingType.IsA(types.ControllerBase) || function.ContainingType.IsA(types.PageModel)))
            ? "HttpContext.RequestAborted"
            : null;
    }
}
