using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace ShutdownAnalyzers.Deployment.Yaml;

/// <summary>
/// Reads the YAML that people write for containers: block and flow collections, every style of scalar, anchors, merges, several
/// documents. What is not well-formed, because it is just being typed, is left out and reading goes on with the next line.
/// </summary>
internal sealed class YamlReader
{
    /// <summary>Deeper than any file of use; a file made to be deeper shall not take the compiler's stack.</summary>
    private const int MaxDepth = 64;

    /// <summary>YAML's own limit for a key.</summary>
    private const int MaxKey = 1024;

    private readonly YamlCursor _at;
    private readonly Dictionary<string, YamlNode> _anchors = new(StringComparer.Ordinal);
    private int _depth;

    // A byte-order mark that is still there stands for nothing, but in its place.
    private YamlReader(string text) => _at = new(text.Length > 0 && text[0] == '\uFEFF' ? $"\n{text.Substring(1)}" : text);

    /// <summary>The documents of a file.</summary>
    public static ImmutableArray<YamlNode> Read(string text)
    {
        var reader = new YamlReader(text);
        var documents = ImmutableArray.CreateBuilder<YamlNode>();
        while (reader._at.NextToken())
        {
            if (reader._at.IsDocumentMark)
            {
                reader._anchors.Clear();
                reader._at.SkipDocumentMark();
            }
            else if (reader.Block(-1) is { } document)
                documents.Add(document);
            else
                reader._at.SkipLine();
        }

        return documents.ToImmutable();
    }

    /// <summary>The value that begins at the next token, if that is further to the right than its parent.</summary>
    private YamlNode? Block(int parent)
    {
        if (!_at.NextToken() || _at.IsDocumentMark || _at.Column <= parent || _depth >= MaxDepth)
            return null;

        _depth++;
        try
        {
            if (_at.IsDash)
                return Sequence(_at.Column);

            var start = _at.Position;
            if (Key() is not null)
            {
                _at.Position = start;
                return Mapping(_at.Column);
            }

            _at.Position = start;
            return Value(parent);
        }
        finally
        {
            _depth--;
        }
    }

    private YamlSequence Sequence(int column)
    {
        var (start, end) = (_at.Position, _at.Position);
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        while (_at.NextToken() && _at.Column >= column && !_at.IsDocumentMark)
        {
            if (_at.Column > column)
            {
                _at.SkipLine();
                continue;
            }

            if (!_at.IsDash)
                break;

            _at.Position++;
            if (Anchored(() => Block(column)) is { } item)
                items.Add(item);
            end = _at.Position;
        }

        return new(TextSpan.FromBounds(start, end), items.ToImmutable());
    }

    private YamlMapping Mapping(int column)
    {
        var (start, end) = (_at.Position, _at.Position);
        var entries = ImmutableArray.CreateBuilder<YamlEntry>();
        while (_at.NextToken() && _at.Column >= column && !_at.IsDocumentMark)
        {
            if (_at.Column > column || Key() is not { } key)
            {
                _at.SkipLine();
                continue;
            }

            entries.Add(new(key, Anchored(() => _at.IsEndOfLine ? Below(column) : Value(column))));
            end = _at.Position;
        }

        return new(TextSpan.FromBounds(start, end), entries.ToImmutable(), IsFlow: false);
    }

    /// <summary>A key with its colon; null, and somewhere on the line, if there is none.</summary>
    private YamlScalar? Key()
    {
        if (_at.Current is '"' or '\'')
            return Quoted() is { } quoted && _at.SkipColon() ? quoted : null;

        if (!_at.IsPlainStart)
            return null;

        var start = _at.Position;
        var limit = Math.Min(_at.EndOfLine, start + MaxKey);
        for (var end = start; end < limit && !_at.IsComment(end); end++)
        {
            if (!_at.IsColon(end))
                continue;

            _at.Position = end + 1;
            return Plain(start, end);
        }

        return null;
    }

    /// <summary>A value with the anchor and the tag in front of it.</summary>
    private YamlNode? Anchored(Func<YamlNode?> read)
    {
        _at.SkipSpaces();
        var anchor = _at.SkipProperties();
        var value = read();
        if (anchor is not null && value is not null)
            _anchors[anchor] = value;
        return value;
    }

    /// <summary>The value on the lines below its key. A sequence may stand right below, not indented.</summary>
    private YamlNode? Below(int column)
    {
        var start = _at.Position;
        if (_at.NextToken() && Block(_at.IsDash ? column - 1 : column) is { } block)
            return block;

        _at.Position = start;
        return null;
    }

    private YamlNode? Value(int parent) => _at.Current switch
    {
        '|' or '>' => BlockScalar(parent),
        '[' or '{' => Flow(),
        '"' or '\'' => Quoted(),
        '*' => Alias(),
        _ => PlainLines(parent),
    };

    private YamlNode? Alias()
    {
        var start = ++_at.Position;
        _at.SkipName();
        return _anchors.TryGetValue(_at.Between(start, _at.Position), out var node) ? node : null;
    }

    private YamlNode? Flow()
    {
        if (_depth >= MaxDepth)
        {
            _at.Position = _at.EndOfText;
            return null;
        }

        _depth++;
        var flow = _at.Current == '[' ? FlowSequence() : FlowMapping();
        _depth--;
        return flow;
    }

    private YamlNode FlowSequence()
    {
        var start = _at.Position++;
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        while (_at.NextToken() && _at.Current != ']')
        {
            if (_at.Current == ',')
                _at.Position++;
            else if (FlowValue() is { } item)
                items.Add(item);
        }

        _at.SkipClosing(']');
        return new YamlSequence(TextSpan.FromBounds(start, _at.Position), items.ToImmutable());
    }

    private YamlNode FlowMapping()
    {
        var start = _at.Position++;
        var entries = ImmutableArray.CreateBuilder<YamlEntry>();
        while (_at.NextToken() && _at.Current != '}')
        {
            if (_at.Current is ',' or ':')
                _at.Position++;
            else if (FlowValue() is YamlScalar key)
                entries.Add(new(key, _at.NextToken() && _at.SkipColon() && _at.NextToken() && _at.Current is not (',' or '}') ? FlowValue() : null));
        }

        _at.SkipClosing('}');
        return new YamlMapping(TextSpan.FromBounds(start, _at.Position), entries.ToImmutable(), IsFlow: true);
    }

    private YamlNode? FlowValue()
    {
        var start = _at.Position;
        var value = Anchored(() => _at.Current switch
        {
            '[' or '{' => Flow(),
            '"' or '\'' => Quoted(),
            '*' => Alias(),
            _ => Plain(_at.Position, _at.SkipFlowScalar()),
        });

        if (_at.Position == start)
            _at.Position++;
        return value;
    }

    private YamlScalar? Quoted()
    {
        var start = _at.Position;
        var style = _at.Current == '"' ? YamlStyle.DoubleQuoted : YamlStyle.SingleQuoted;
        if (!_at.SkipQuoted())
            return null;

        return new(TextSpan.FromBounds(start, _at.Position), YamlText.Unquote(_at.Between(start + 1, _at.Position - 1), style), style);
    }

    /// <summary>A plain scalar; lines further to the right than its parent go on with it.</summary>
    private YamlScalar? PlainLines(int parent)
    {
        var start = _at.Position;
        var end = _at.SkipPlainLine();
        if (end == start)
            return null;

        var lines = new List<string> { _at.Between(start, end) };
        while (_at.NextPlainLine(parent) is { } next)
        {
            _at.Position = next;
            end = _at.SkipPlainLine();
            lines.Add(_at.Between(next, end));
        }

        return new(TextSpan.FromBounds(start, end), string.Join(" ", lines), YamlStyle.Plain);
    }

    private YamlScalar Plain(int start, int end)
    {
        var text = _at.Between(start, end).TrimEnd();
        return new(new(start, text.Length), text, YamlStyle.Plain);
    }

    private YamlScalar BlockScalar(int parent)
    {
        var start = _at.Position;
        var isFolded = _at.Current == '>';
        _at.SkipLine();
        var body = _at.Position;
        _at.SkipLinesDeeperThan(parent);
        return new(TextSpan.FromBounds(start, _at.Position), YamlText.Block(_at.Between(body, _at.Position), isFolded), YamlStyle.Block);
    }
}
