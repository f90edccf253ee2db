using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.Editing;

namespace ShutdownAnalyzers.Lifecycle;

/// <summary>SHUT107: waits for the shutdown, in place of the wait that does not hear of it, or last of all.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ShutdownNeverAwaitedFix)), Shared]
public sealed class ShutdownNeverAwaitedFix() : EditFix("SHUT107")
{
    private static readonly string[] s_imports = ["Microsoft.Extensions.Hosting"];

    private protected override SolutionEdit? Edit(Faulty faulty)
    {
        if (faulty.Node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } start
            || start.FirstAncestorOrSelf<StatementSyntax>() is not { } started
            || StartedHost.By(start, faulty.Model, faulty.Cancel) is not { Variable.Identifier.Text: var host }
            || Wait(WaitForShutdown(host, started), started) is not { } wait)
            return null;

        var imports = faulty.Model.Import(start.SpanStart, s_imports, faulty.Cancel);
        return SolutionEdit.Of(faulty.Project.Solution, "Wait for the shutdown", imports.Append(wait).Select(change => (start.SyntaxTree, change)));
    }

    private static string WaitForShutdown(string host, StatementSyntax started) =>
        Functions.CanAwait(started)
            ? $"await {host}.WaitForShutdownAsync();"
            : $"{host}.WaitForShutdown();";

    private static TextChange? Wait(string waitForShutdown, StatementSyntax started)
    {
        var rest = StatementsFrom(started).ToList();
        if (rest.Find(static statement => statement is ExpressionStatementSyntax { Expression: var expression } && EndlessWait.Is(expression)) is { } endless)
            return new(endless.Span, waitForShutdown);

        // A loop may be the program's own way to wait; only its author can say what ends it.
        if (rest.Count == 0 || rest.Exists(static statement => statement is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax))
            return null;

        return rest[rest.Count - 1] is ReturnStatementSyntax last
            ? Statements.Before(last, waitForShutdown)
            : Statements.After(rest[rest.Count - 1], waitForShutdown);
    }

    /// <summary>The statement and those of its list that follow.</summary>
    private static IEnumerable<StatementSyntax> StatementsFrom(StatementSyntax started)
    {
        IEnumerable<StatementSyntax> list = started.Parent switch
        {
            BlockSyntax block => block.Statements,
            GlobalStatementSyntax { Parent: CompilationUnitSyntax unit } => unit.Members.OfType<GlobalStatementSyntax>().Select(static global => global.Statement),
            _ => [],
        };
        return list.Where(statement => statement.SpanStart >= started.SpanStart && !statement.IsKind(SyntaxKind.LocalFunctionStatement));
    }
}
