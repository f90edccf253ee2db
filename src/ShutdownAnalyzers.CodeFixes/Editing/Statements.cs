using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ShutdownAnalyzers.Editing;

/// <summary>Puts new statements beside one there is, and leaves every other character as it is.</summary>
internal static class Statements
{
    /// <summary>Behind a statement, with its indentation and line ending; in its line, if others follow there.</summary>
    public static TextChange After(StatementSyntax statement, params string[] lines)
    {
        if (!statement.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia))
            return new(new(statement.Span.End, 0), string.Concat(lines.Select(static line => " " + line)));

        var layout = Layout.Around(statement);
        var (indent, newLine) = (layout.IndentAt(statement.SpanStart), layout.NewLineAt(statement.Span.End));
        return new(new(statement.FullSpan.End, 0), string.Concat(lines.Select(line => indent + line + newLine)));
    }

    /// <summary>Before a statement, but behind the comments that lead up to it.</summary>
    public static TextChange Before(StatementSyntax statement, params string[] lines)
    {
        var layout = Layout.Around(statement);
        if (!layout.StartsLine(statement.SpanStart))
            return new(new(statement.SpanStart, 0), string.Concat(lines.Select(static line => line.Trim() + " ")));

        var (indent, newLine) = (layout.IndentAt(statement.SpanStart), layout.NewLineAt(statement.SpanStart));
        var inserted = string.Join(newLine, lines.Append("").Select((line, number) => number == 0 || line.Length == 0 && number < lines.Length ? line : indent + line));
        return new(new(statement.SpanStart, 0), inserted);
    }

    /// <summary>
    /// A statement in front of an earlier one of its list, with the comments that lead up to it. Null if <c>#if</c> and the like
    /// stand between the two.
    /// </summary>
    public static TextChange[]? Move(StatementSyntax statement, StatementSyntax before)
    {
        var between = TextSpan.FromBounds(before.FullSpan.Start, statement.SpanStart);
        if (statement.SyntaxTree.GetRoot().DescendantTrivia(between).Any(trivia => trivia.IsDirective && between.Contains(trivia.SpanStart)))
            return null;

        var layout = Layout.Around(statement);
        if (!HasLinesOfItsOwn(statement, layout) || !layout.StartsLine(before.SpanStart))
            return [new(new(before.SpanStart, 0), $"{statement} "), Remove(statement)];

        var lines = statement.SyntaxTree.GetText().ToString(TextSpan.FromBounds(layout.CommentedStartOf(statement.SpanStart), statement.FullSpan.End));
        return [new(new(layout.CommentedStartOf(before.SpanStart), 0), lines), Remove(statement)];
    }

    /// <summary>A statement taken out, with the comments that lead up to it; where blank lines stand around it, one is taken too.</summary>
    public static TextChange Remove(StatementSyntax statement)
    {
        var layout = Layout.Around(statement);
        if (!HasLinesOfItsOwn(statement, layout))
            return new(TextSpan.FromBounds(statement.SpanStart, statement.FullSpan.End), "");

        var start = layout.CommentedStartOf(statement.SpanStart);
        var isBetweenBlankLines = layout.IsBlankBefore(start) && layout.SkipBlankLines(statement.FullSpan.End) > statement.FullSpan.End;
        return new(TextSpan.FromBounds(isBetweenBlankLines ? layout.LineStartOf(start - 1) : start, statement.FullSpan.End), "");
    }

    private static bool HasLinesOfItsOwn(StatementSyntax statement, Layout layout) =>
        layout.StartsLine(statement.SpanStart) && statement.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia);

    /// <summary>The statement around a node that stands in the same list as another statement; null if there is none.</summary>
    public static StatementSyntax? BesideOf(this SyntaxNode node, StatementSyntax other) =>
        node.AncestorsAndSelf().OfType<StatementSyntax>().FirstOrDefault(statement => ListOf(statement) == ListOf(other));

    private static SyntaxNode? ListOf(StatementSyntax statement) => statement.Parent is GlobalStatementSyntax { Parent: var unit } ? unit : statement.Parent;

    /// <summary>Several statements for one, in a block of their own where only one may stand.</summary>
    public static TextChange Replace(StatementSyntax statement, params string[] lines)
    {
        var layout = Layout.Around(statement);
        if (!layout.StartsLine(statement.SpanStart))
        {
            var inLine = string.Join(" ", lines);
            return new(statement.Span, statement.IsInList() || lines.Length == 1 ? inLine : $"{{ {inLine} }}");
        }

        var (indent, newLine) = (layout.IndentAt(statement.SpanStart), layout.NewLineAt(statement.SpanStart));
        if (statement.IsInList() || lines.Length == 1)
            return new(statement.Span, string.Join(newLine + indent, lines));

        var outer = layout.IndentAt(statement.Parent!.SpanStart);
        string[] block = [outer + "{", .. lines.Select(line => indent + line), outer + "}"];
        return new(TextSpan.FromBounds(layout.LineStartOf(statement.SpanStart), statement.Span.End), string.Join(newLine, block));
    }

    /// <summary>Whether others can stand beside it without a block of their own.</summary>
    public static bool IsInList(this StatementSyntax statement) => statement.Parent is BlockSyntax or GlobalStatementSyntax or SwitchSectionSyntax;
}
