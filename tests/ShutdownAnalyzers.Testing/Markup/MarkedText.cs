using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>
/// A text with its marks taken out, and what they marked: <c>[|…|]</c> the rule's own diagnostic (an empty name),
/// <c>{|SHUT301:…|}</c> a diagnostic by id, <c>{|#0:…|}</c> a place by key. Marks may nest.
/// </summary>
internal sealed partial record MarkedText(string Text, ImmutableArray<Mark> Marks)
{
    public static MarkedText Parse(string markup)
    {
        var text = new StringBuilder();
        var open = new Stack<(string Name, int Start, string Close)>();
        var marks = ImmutableArray.CreateBuilder<Mark>();
        var copied = 0;

        foreach (Match match in Delimiter().Matches(markup))
        {
            var opens = match.Value is not ("|]" or "|}");
            if (!opens && (open.Count == 0 || open.Peek().Close != match.Value))
                continue;

            text.Append(markup, copied, match.Index - copied);
            copied = match.Index + match.Length;

            if (opens)
                open.Push((match.Groups["name"].Value, text.Length, match.Value is "[|" ? "|]" : "|}"));
            else
            {
                var (name, start, _) = open.Pop();
                marks.Add(new(name, TextSpan.FromBounds(start, text.Length)));
            }
        }

        if (open.Count > 0)
            throw new ArgumentException($"The mark '{open.Peek().Name}' is not closed with {open.Peek().Close} in:{Environment.NewLine}{markup}");

        text.Append(markup, copied, markup.Length - copied);
        return new(text.ToString(), [.. marks.OrderBy(static mark => mark.Span.Start)]);
    }

    [GeneratedRegex(@"\[\||\|\]|\{\|(?<name>[\w#.+-]+):|\|\}")]
    private static partial Regex Delimiter();
}

internal readonly record struct Mark(string Name, TextSpan Span)
{
    public bool IsKey => Name.StartsWith('#');
}
