using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace ShutdownAnalyzers.Deployment.Nginx;

/// <summary>Splits a configuration into words, directives and blocks. What is not closed ends with the file.</summary>
internal sealed class NginxReader(string text)
{
    /// <summary>Deeper than any file of use; what is deeper is read as if it stood one block further out.</summary>
    private const int MaxDepth = 64;

    private readonly ImmutableArray<NginxWord>.Builder _words = ImmutableArray.CreateBuilder<NginxWord>();
    private int _at;

    public static NginxDirective Read(string text) => new NginxReader(text).Read();

    private NginxDirective Read()
    {
        var root = new NginxDirective([], null);
        var open = new Stack<NginxDirective>([root]);
        while (_at < text.Length)
        {
            switch (text[_at])
            {
                case '#':
                    var end = text.IndexOf('\n', _at);
                    _at = end < 0 ? text.Length : end;
                    break;
                case ';':
                    Directive(open.Peek());
                    break;
                case '{':
                    var block = Directive(open.Peek());
                    open.Push(open.Count < MaxDepth ? block : open.Peek());
                    break;
                case '}':
                    _at++;
                    _words.Clear();
                    if (open.Count > 1)
                        open.Pop();
                    break;
                case var c when char.IsWhiteSpace(c):
                    _at++;
                    break;
                default:
                    Word();
                    break;
            }
        }

        return root;
    }

    private NginxDirective Directive(NginxDirective parent)
    {
        var directive = new NginxDirective(_words.ToImmutable(), parent);
        if (_words.Count > 0)
            parent.Block.Add(directive);
        _words.Clear();
        _at++;
        return directive;
    }

    private void Word()
    {
        var start = _at;
        var isQuoted = text[_at] is '"' or '\'';
        SkipWord(isQuoted ? text[_at] : '\0');

        var value = isQuoted ? text.Substring(start, _at - start).Trim(text[start]) : text.Substring(start, _at - start);
        _words.Add(new(value, TextSpan.FromBounds(start, _at)));
    }

    private void SkipWord(char quote)
    {
        _at += quote == '\0' ? 0 : 1;
        for (var variables = 0; _at < text.Length; _at++)
        {
            var c = text[_at];
            if (quote != '\0' && c == quote)
            {
                _at++;
                return;
            }

            if (c == '\\')
                _at++;
            else if (c == '{' && text[_at - 1] == '$')
                variables++;
            else if (c == '}' && variables > 0)
                variables--;
            else if (quote == '\0' && (char.IsWhiteSpace(c) || c is ';' or '{' or '}'))
                return;
        }

        _at = text.Length;
    }
}
