using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace ShutdownAnalyzers.Deployment.Shell;

/// <summary>A word of a command, without its quotes, and where it stands in the text.</summary>
internal readonly record struct ShellWord(string Value, TextSpan Span);

/// <summary>One simple command.</summary>
/// <param name="Words">Its words, variables set in front of it included.</param>
/// <param name="Operator">What stands behind it: <c>&amp;&amp;</c>, <c>|</c>, a line end, or nothing.</param>
/// <param name="IsPlain">Whether the words mean what they say: no variable, substitution, pattern or redirection.</param>
internal sealed record ShellCommand(ImmutableArray<ShellWord> Words, string Operator, bool IsPlain)
{
    public TextSpan Span => TextSpan.FromBounds(Words[0].Span.Start, Words[Words.Length - 1].Span.End);

    /// <summary>The words from the command's name on: variables may be set in front of it.</summary>
    public ImmutableArray<ShellWord> Call => [.. Words.SkipWhile(static word => IsAssignment(word.Value))];

    public bool Replaces => Call.FirstOrDefault().Value == "exec";

    private static bool IsAssignment(string word)
    {
        var equals = word.IndexOf('=');
        return equals > 0 && word.Take(equals).All(static c => char.IsLetterOrDigit(c) || c == '_');
    }
}

/// <summary>Splits a text as a POSIX shell does, as far as its commands and words go.</summary>
internal sealed class ShellText(string text)
{
    private const string Expanding = "$`*?[]<>~(){}!";

    private readonly ImmutableArray<ShellCommand>.Builder _commands = ImmutableArray.CreateBuilder<ShellCommand>();
    private readonly List<ShellWord> _words = [];
    private bool _isPlain = true;
    private int _at;

    public static ImmutableArray<ShellCommand> Commands(string text) => new ShellText(text).Read();

    private ImmutableArray<ShellCommand> Read()
    {
        while (_at < text.Length)
        {
            if (text[_at] is ' ' or '\t' or '\r' || IsContinuation)
                _at += IsContinuation ? 2 : 1;
            else if (text[_at] == '#')
                _at = LineEnd(_at);
            else if (OperatorLength is > 0 and var length)
                End(text.Substring(_at, length));
            else
                Word();
        }

        End("");
        return _commands.ToImmutable();
    }

    private bool IsContinuation => text[_at] == '\\' && _at + 1 < text.Length && text[_at + 1] is '\n' or '\r';

    private int OperatorLength => text[_at] switch
    {
        '&' or '|' when _at + 1 < text.Length && text[_at + 1] == text[_at] => 2,
        '&' when _at + 1 < text.Length && text[_at + 1] == '>' => 0,
        '\n' or ';' or '&' or '|' => 1,
        _ => 0,
    };

    private void End(string @operator)
    {
        _at += @operator.Length;
        if (_words.Count == 0)
            return;

        _commands.Add(new([.. _words], @operator, _isPlain));
        if (@operator == "\n")
            SkipHereDocument();
        _words.Clear();
        _isPlain = true;
    }

    private void Word()
    {
        var start = _at;
        var value = new System.Text.StringBuilder();
        while (_at < text.Length && !(text[_at] is ' ' or '\t' or '\r') && OperatorLength == 0)
        {
            switch (text[_at])
            {
                case '\'' or '"':
                    Quoted(value);
                    break;
                case '\\' when _at + 1 < text.Length:
                    value.Append(text[_at + 1]);
                    _at += 2;
                    break;
                case '$' when _at + 1 < text.Length && text[_at + 1] is '(' or '{':
                    Substitution(value);
                    break;
                case var c:
                    _isPlain &= Expanding.IndexOf(c) < 0;
                    value.Append(c);
                    _at++;
                    if (c is '<' or '>' && _at < text.Length && text[_at] == '&')
                        _at++;
                    break;
            }
        }

        _words.Add(new(value.ToString(), TextSpan.FromBounds(start, _at)));
    }

    private void Quoted(System.Text.StringBuilder value)
    {
        var quote = text[_at++];
        while (_at < text.Length && text[_at] != quote)
        {
            if (quote == '"' && text[_at] == '\\' && _at + 1 < text.Length)
                _at++;
            else if (quote == '"' && text[_at] is '$' or '`')
                _isPlain = false;
            value.Append(text[_at++]);
        }

        _at++;
        _at = Math.Min(_at, text.Length);
    }

    private void Substitution(System.Text.StringBuilder value)
    {
        _isPlain = false;
        var depth = 0;
        do
        {
            depth += text[_at] is '(' or '{' ? 1 : text[_at] is ')' or '}' ? -1 : 0;
            value.Append(text[_at++]);
        }
        while (_at < text.Length && (depth > 0 || text[_at - 1] == '$'));
    }

    private void SkipHereDocument()
    {
        foreach (var word in _words)
        {
            if (!word.Value.StartsWith("<<", StringComparison.Ordinal) || word.Value.TrimStart('<', '-') is not { Length: > 0 } end)
                continue;

            while (_at < text.Length)
            {
                var line = text.Substring(_at, LineEnd(_at) - _at);
                _at = Math.Min(text.Length, LineEnd(_at) + 1);
                if (line.Trim() == end)
                    break;
            }
        }
    }

    private int LineEnd(int position)
    {
        var end = text.IndexOf('\n', position);
        return end < 0 ? text.Length : end;
    }
}
