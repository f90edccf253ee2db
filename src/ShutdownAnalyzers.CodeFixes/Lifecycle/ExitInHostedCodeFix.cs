using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.Editing;
using ShutdownAnalyzers.Hosting;

namespace ShutdownAnalyzers.Lifecycle;

/// <summary>SHUT109: sets the exit code and asks the host to stop, by a lifetime that is there or that the container gives.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ExitInHostedCodeFix)), Shared]
public sealed class ExitInHostedCodeFix() : EditFix("SHUT109")
{
    private protected override SolutionEdit? Edit(Faulty faulty)
    {
        if (faulty.Node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Exit", Expression: var environment } } exit
            || exit.ArgumentList.Arguments.FirstOrDefault() is not { Expression: var code }
            || Reach(exit, faulty) is not { } lifetime
            || Ask([$"{environment}.ExitCode = {code};", $"{lifetime.Expression}.StopApplication();"], exit, faulty) is not { } change)
            return null;

        var changes = faulty.Model.Import(exit.SpanStart, lifetime.Namespaces, faulty.Cancel).Concat(lifetime.Changes).Append(change);
        return SolutionEdit.Of(faulty.Project.Solution, "Set the exit code and ask the host to stop", changes.Select(edit => (exit.SyntaxTree, edit)));
    }

    private static Reached? Reach(SyntaxNode place, Faulty faulty) => InScope.Lifetime(place, faulty.Model) is { } present
        ? new(present, InScope.ImportsOf(present))
        : Injection.Of("IHostApplicationLifetime", "Microsoft.Extensions.Hosting", "lifetime", place, use: null, faulty.Model, faulty.Cancel);

    private static TextChange? Ask(string[] request, InvocationExpressionSyntax exit, Faulty faulty) => exit.Parent switch
    {
        ExpressionStatementSyntax statement => Statements.Replace(statement, GoesOn(statement) && Functions.CanJustReturn(exit, faulty.Model, faulty.Cancel) ? [.. request, "return;"] : request),
        LambdaExpressionSyntax lambda when Functions.ReturnsWhatItLikes(lambda, faulty.Model, faulty.Cancel) => new(exit.Span, $"{{ {string.Join(" ", request)} }}"),
        ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax method } => Functions.WithBlock(method, request),
        _ => null,
    };

    /// <summary>Whether the function has more to do behind the statement.</summary>
    private static bool GoesOn(StatementSyntax statement) =>
        statement.Parent is not BlockSyntax { Parent: BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax } block
        || block.Statements.Last() != statement;
}
