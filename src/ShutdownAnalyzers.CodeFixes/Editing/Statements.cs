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
}
