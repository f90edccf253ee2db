using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.Editing;
using ShutdownAnalyzers.Hosting;

namespace ShutdownAnalyzers.BackgroundWork;

/// <summary>SHUT402: leaves the loop in a handler of its own, before the one that takes all failures.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CancellationSwallowedFix)), Shared]
public sealed class CancellationSwallowedFix() : EditFix("SHUT402")
{
    private protected override SolutionEdit? Edit(Faulty faulty)
    {
        var (model, cancel) = (faulty.Model, faulty.Cancel);
        if (faulty.Node is not CatchClauseSyntax handler
            || StoppableCode.TokenAt(handler, model, cancel) is not { } token
            || WayOut(handler, model, cancel) is not { } leave)
            return null;

        IEnumerable<TextChange> changes = [.. model.Import(handler.SpanStart, ["System"], cancel), PutBefore(handler, $"catch (OperationCanceledException) when ({token.Name}.IsCancellationRequested)", leave)];
        return SolutionEdit.Of(faulty.Project.Solution, $"Leave the loop when '{token.Name}' is cancelled", changes.Select(change => (model.SyntaxTree, change)));
    }

    /// <summary>A <c>break</c>, if it ends the endless loop itself, or a <c>return</c>; null in a function that has to return a value.</summary>
    private static string? WayOut(CatchClauseSyntax handler, SemanticModel model, CancellationToken cancel)
    {
        var broken = handler.AncestorsInFunction().OfType<StatementSyntax>().FirstOrDefault(static statement =>
            statement is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax or SwitchStatementSyntax);
        if (broken is not null && EndlessLoop.Is(broken, model, cancel))
            return "break;";

        return model.GetEnclosingSymbol(handler.SpanStart, cancel) is IMethodSymbol method && (method.ReturnsVoid || method.IsAsync && method.ReturnType is INamedTypeSymbol { Arity: 0 })
            ? "return;"
            : null;
    }

    private static TextChange PutBefore(CatchClauseSyntax handler, string head, string statement)
    {
        var layout = Layout.Around(handler);
        var (start, indent, newLine) = (handler.SpanStart, layout.IndentAt(handler.SpanStart), layout.NewLineAt(handler.SpanStart));
        return layout.StartsLine(start)
            ? new(new(start, 0), string.Join(newLine + indent, head, "{", layout.Step + statement, "}", ""))
            : new(new(start, 0), $"{head} {{ {statement} }} ");
    }
}
