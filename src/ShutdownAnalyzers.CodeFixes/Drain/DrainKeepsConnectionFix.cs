using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.Editing;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Drain;

/// <summary>SHUT208: lets the answer of the user's own drain close its connection.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DrainKeepsConnectionFix))]
[Shared]
public sealed class DrainKeepsConnectionFix() : EditFix("SHUT208")
{
    private protected override SolutionEdit? Edit(Faulty faulty)
    {
        var statusCode = new Mention(faulty.Node.GetFirstToken(), faulty.Model.Compilation);
        if (DrainMiddleware.StatusSetBy(statusCode) is not { } status
            || !faulty.Model.GetConstantValue(status, faulty.Cancel).HasValue
            || ResponseOf(statusCode.Node, faulty) is not { } response
            || Before(statusCode.Node, $"{response}.Headers.Connection = \"close\";") is not { } change)
            return null;

        return SolutionEdit.Of(faulty.Project.Solution, "Close the connection with the answer", [(faulty.Node.SyntaxTree, change)]);
    }

    /// <summary>What the status is set on, or else the response of the request that the function is given.</summary>
    private static string? ResponseOf(SyntaxNode statusCode, Faulty faulty)
    {
        if (statusCode.Parent is MemberAccessExpressionSyntax { Parent: AssignmentExpressionSyntax, Expression: var response })
            return response.ToString();

        var request = FrameworkTypes.Of(faulty.Model.Compilation).HttpContext;
        return statusCode.Ancestors()
            .SelectMany(function => faulty.Model.FunctionOf(function, faulty.Cancel)?.Parameters ?? [])
            .FirstOrDefault(parameter => parameter.Type.Is(request)) is { } context
            ? $"{context.Name}.Response"
            : null;
    }

    private static TextChange? Before(SyntaxNode node, string line)
    {
        var around = node.Ancestors().First(static ancestor => ancestor is StatementSyntax or AnonymousFunctionExpressionSyntax or MemberDeclarationSyntax);
        return around switch
        {
            StatementSyntax { Parent: IfStatementSyntax choice } statement when choice.Statement == statement => BodyEdit.PutFirst(choice, [line], Layout.Around(choice)),
            StatementSyntax { Parent: BlockSyntax or GlobalStatementSyntax or SwitchSectionSyntax } statement => Statements.Before(statement, line),
            _ => null,
        };
    }
}
