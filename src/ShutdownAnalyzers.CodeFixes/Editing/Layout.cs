using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ShutdownAnalyzers.Editing;

/// <summary>How a text is laid out, so that what is added looks like its neighbours: their line endings, their indentation.</summary>
internal sealed class Layout(SourceText text, TypeDeclarationSyntax? type = null)
{
    /// <summary>One step of indentation: what a member of the type has more than the type, or else four spaces.</summary>
    public string Step { get; } = StepOf(text, type);

    public static Layout Of(TypeDeclarationSyntax type) => new(type.SyntaxTree.GetText(), type);

    /// <summary>How the code around a node is laid out.</summary>
    public static Layout Around(SyntaxNode node) => new(node.SyntaxTree.GetText(), node.FirstAncestorOrSelf<TypeDeclarationSyntax>());

    public string IndentAt(int position) => IndentOf(text, position);

    /// <summary>The line ending of the line at this position, or of the line before it where the file ends.</summary>
    public string NewLineAt(int position)
    {
        for (var number = text.Lines.GetLineFromPosition(position).LineNumber; number >= 0; number--)
        {
            var line = text.Lines[number];
            if (line.EndIncludingLineBreak > line.End)
                return text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak));
        }

        return "\n";
    }

    public bool AreOnOneLine(int start, int end) => LineOf(start) == LineOf(end);

    public bool IsFirstOnItsLine(SyntaxToken token) => StartsLine(token.SpanStart);

    /// <summary>Whether nothing but white space stands before a position in its line.</summary>
    public bool StartsLine(int position) => LineStartOf(position) + IndentAt(position).Length == position;

    public int LineStartOf(int position) => text.Lines.GetLineFromPosition(position).Start;

    public int LineEndOf(int position) => text.Lines.GetLineFromPosition(position).End;

    /// <summary>The start of the line of a position, or of the first of the comment lines that lead up to it.</summary>
    public int CommentedStartOf(int position)
    {
        var line = text.Lines.GetLineFromPosition(position);
        while (line.LineNumber > 0 && text.Lines[line.LineNumber - 1].ToString().TrimStart().StartsWith("//", StringComparison.Ordinal))
            line = text.Lines[line.LineNumber - 1];
        return line.Start;
    }

    public bool IsBlankBefore(int lineStart) => lineStart > 0 && string.IsNullOrWhiteSpace(text.Lines.GetLineFromPosition(lineStart - 1).ToString());

    /// <summary>The start of the first line from here on that has something on it.</summary>
    public int SkipBlankLines(int lineStart)
    {
        var number = LineOf(lineStart);
        while (number < text.Lines.Count - 1 && string.IsNullOrWhiteSpace(text.Lines[number].ToString()))
            number++;
        return text.Lines[number].Start;
    }

    private int LineOf(int position) => text.Lines.GetLineFromPosition(position).LineNumber;

    private static string StepOf(SourceText text, TypeDeclarationSyntax? type)
    {
        var outer = type is null ? "" : IndentOf(text, type.GetFirstToken().SpanStart);
        foreach (var member in type?.Members ?? default)
        {
            var inner = IndentOf(text, member.SpanStart);
            if (inner.Length > outer.Length && inner.StartsWith(outer, StringComparison.Ordinal))
                return inner.Substring(outer.Length);
        }

        return "    ";
    }

    private static string IndentOf(SourceText text, int position)
    {
        var line = text.Lines.GetLineFromPosition(position).ToString();
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }
}
