using Microsoft.CodeAnalysis.Text;

namespace ShutdownAnalyzers.ProjectFiles;

/// <summary>Where an element stands in its text: all of it, and its start tag (all of it too, if it closes itself).</summary>
internal readonly record struct XmlElementSpan(TextSpan Whole, TextSpan StartTag)
{
    public bool ClosesItself => Whole == StartTag;

    /// <summary>Every element of a well-formed text, in document order.</summary>
    public static IReadOnlyList<XmlElementSpan> All(string xml)
    {
        var elements = new List<XmlElementSpan>();
        var open = new Stack<int>();
        for (var at = xml.IndexOf('<'); at >= 0; at = xml.IndexOf('<', at))
        {
            var start = at;
            at = EndOfMarkup(xml, start);
            var markup = TextSpan.FromBounds(start, at);
            switch (xml[start + 1])
            {
                case '!' or '?':
                    break;
                case '/':
                    var opened = open.Pop();
                    elements[opened] = elements[opened] with { Whole = TextSpan.FromBounds(elements[opened].StartTag.Start, at) };
                    break;
                default:
                    if (xml[at - 2] != '/')
                        open.Push(elements.Count);
                    elements.Add(new(markup, markup));
                    break;
            }
        }

        return elements;
    }

    private static int EndOfMarkup(string xml, int start)
    {
        if (StartsWith("<!--"))
            return After("-->");
        if (StartsWith("<![CDATA["))
            return After("]]>");
        if (StartsWith("<?"))
            return After("?>");

        var quote = '\0';
        for (var at = start; ; at++)
        {
            if (quote == '\0' && xml[at] == '>')
                return at + 1;
            if (xml[at] == quote)
                quote = '\0';
            else if (quote == '\0' && xml[at] is '"' or '\'')
                quote = xml[at];
        }

        bool StartsWith(string markup) => string.CompareOrdinal(xml, start, markup, 0, markup.Length) == 0;

        int After(string end) => xml.IndexOf(end, start, StringComparison.Ordinal) + end.Length;
    }
}
