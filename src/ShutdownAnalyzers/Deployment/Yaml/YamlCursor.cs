namespace ShutdownAnalyzers.Deployment.Yaml;

/// <summary>A position in a YAML text and what stands there. Beyond the end there are only zeros.</summary>
internal sealed class YamlCursor(string text)
{
    public int Position { get; set; }

    public int EndOfText => text.Length;

    public char Current => At(Position);

    /// <summary>How far a token is indented. A tab does not indent: what follows one belongs nowhere.</summary>
    public int Column
    {
        get
        {
            var start = Position == 0 ? 0 : text.LastIndexOf('\n', Position - 1) + 1;
            var indent = start;
            while (At(indent) is ' ')
                indent++;
            return At(indent) is '\t' ? int.MinValue : Position - start;
        }
    }

    public int EndOfLine
    {
        get
        {
            var end = text.IndexOf('\n', Math.Min(Position, text.Length));
            if (end < 0)
                end = text.Length;
            return end > Position && text[end - 1] == '\r' ? end - 1 : end;
        }
    }

    public bool IsEndOfLine => IsBreak(Current) || IsComment(Position);

    public bool IsDash => Current == '-' && IsBlank(At(Position + 1));

    /// <summary><c>---</c> or <c>...</c>, between documents.</summary>
    public bool IsDocumentMark =>
        Current is '-' or '.' && At(Position + 1) == Current && At(Position + 2) == Current && IsBlank(At(Position + 3)) && Column == 0;

    /// <summary>Whether a key without quotes can begin here.</summary>
    public bool IsPlainStart => "[]{},#&*!|>%@`".IndexOf(Current) < 0 && !(Current is '-' or '?' or ':' && IsBlank(At(Position + 1)));

    public bool IsColon(int position) => At(position) == ':' && IsBlank(At(position + 1));

    public bool IsComment(int position) => At(position) == '#' && (position == 0 || IsBlank(At(position - 1)));

    public string Between(int start, int end) => start < end ? text.Substring(start, end - start) : "";

    /// <summary>Goes over blanks, line ends and comments.</summary>
    /// <returns>false at the end of the text.</returns>
    public bool NextToken()
    {
        while (Position < text.Length)
        {
            if (IsComment(Position))
                Position = EndOfLine;
            else if (IsBlank(Current))
                Position++;
            else
                return true;
        }

        return false;
    }

    public void SkipSpaces()
    {
        while (Current is ' ' or '\t')
            Position++;
    }

    public void SkipLine()
    {
        var end = text.IndexOf('\n', Math.Min(Position, text.Length));
        Position = end < 0 ? text.Length : end + 1;
    }

    public void SkipDocumentMark() => Position += "---".Length;

    public bool SkipColon()
    {
        SkipSpaces();
        if (Current != ':')
            return false;

        Position++;
        return true;
    }

    public void SkipClosing(char bracket)
    {
        if (Current == bracket)
            Position++;
    }

    /// <summary>Goes over a name, as that of an anchor.</summary>
    public void SkipName()
    {
        while (!IsBlank(Current) && Current is not (',' or '[' or ']' or '{' or '}'))
            Position++;
    }

    /// <summary>Goes over a tag and an anchor.</summary>
    /// <returns>The anchor.</returns>
    public string? SkipProperties()
    {
        string? anchor = null;
        while (Current is '&' or '!')
        {
            var (isAnchor, start) = (Current == '&', ++Position);
            SkipName();
            if (isAnchor)
                anchor = Between(start, Position);
            SkipSpaces();
        }

        return anchor;
    }

    /// <summary>Goes over a scalar in quotes.</summary>
    /// <returns>false, at the end of the line, if nothing closes it.</returns>
    public bool SkipQuoted()
    {
        var quote = Current;
        for (var at = Position + 1; at < text.Length; at++)
        {
            if (text[at] == '\\' && quote == '"')
                at++;
            else if (text[at] == quote && quote == '\'' && At(at + 1) == '\'')
                at++;
            else if (text[at] == quote)
            {
                Position = at + 1;
                return true;
            }
        }

        Position = EndOfLine;
        return false;
    }

    /// <summary>Goes over the scalar without quotes on this line.</summary>
    /// <returns>Where it ends.</returns>
    public int SkipPlainLine()
    {
        var (start, line) = (Position, EndOfLine);
        while (Position < line && !IsComment(Position))
            Position++;
        return TrimmedEnd(start);
    }

    /// <summary>Goes over a scalar without quotes in a flow collection.</summary>
    /// <returns>Where it ends.</returns>
    public int SkipFlowScalar()
    {
        var (start, line) = (Position, EndOfLine);
        while (Position < line && !IsComment(Position) && Current is not (',' or '[' or ']' or '{' or '}') && !(Current == ':' && (IsBlank(At(Position + 1)) || At(Position + 1) is ',' or ']' or '}')))
            Position++;
        return TrimmedEnd(start);
    }

    /// <summary>Where the next line goes on with a scalar without quotes whose parent has this column; null if it does not.</summary>
    public int? NextPlainLine(int parent)
    {
        var here = Position;
        var goesOn = !IsComment(here) && NextToken() && !IsComment(Position) && Column > parent && !IsDash && !IsDocumentMark && !HasColon();
        var next = Position;
        Position = here;
        return goesOn ? next : null;
    }

    public void SkipLinesDeeperThan(int column)
    {
        while (Position < text.Length)
        {
            var start = Position;
            SkipSpaces();
            if (!IsBreak(Current) && Position - start <= column)
            {
                Position = start;
                return;
            }

            SkipLine();
        }
    }

    private bool HasColon()
    {
        var line = EndOfLine;
        for (var at = Position; at < line; at++)
            if (IsColon(at))
                return true;

        return false;
    }

    private int TrimmedEnd(int start)
    {
        var end = Position;
        while (end > start && IsBlank(text[end - 1]))
            end--;
        return end;
    }

    private char At(int position) => position < text.Length ? text[position] : '\0';

    private static bool IsBreak(char c) => c is '\r' or '\n' or '\0';

    private static bool IsBlank(char c) => c is ' ' or '\t' || IsBreak(c);
}
