using System.Globalization;
using System.Text;

namespace ShutdownAnalyzers.Deployment.Yaml;

/// <summary>What the text of a scalar means.</summary>
internal static class YamlText
{
    /// <summary>The value between the quotes.</summary>
    public static string Unquote(string raw, YamlStyle style)
    {
        var text = raw.IndexOf('\n') < 0 ? raw : string.Join(" ", raw.Split('\n').Select(static line => line.Trim()));
        return style is YamlStyle.SingleQuoted ? text.Replace("''", "'") : Unescape(text);
    }

    /// <summary>The value of the lines of a block scalar.</summary>
    public static string Block(string raw, bool isFolded)
    {
        var lines = raw.Replace("\r", "").Split('\n');
        var indent = lines.Where(static line => line.Trim().Length > 0).Select(static line => line.Length - line.TrimStart(' ').Length).DefaultIfEmpty(0).First();
        var text = lines.Select(line => line.Length > indent ? line.Substring(indent) : line.TrimStart());
        return string.Join(isFolded ? " " : "\n", text).TrimEnd();
    }

    private static string Unescape(string text)
    {
        if (text.IndexOf('\\') < 0)
            return text;

        var value = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '\\' || at + 1 == text.Length)
            {
                value.Append(text[at]);
                continue;
            }

            at++;
            var digits = text[at] switch { 'x' => 2, 'u' => 4, _ => 0 };
            if (digits > 0 && at + digits < text.Length && ushort.TryParse(text.Substring(at + 1, digits), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code))
            {
                value.Append((char)code);
                at += digits;
                continue;
            }

            value.Append(text[at] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', '0' => '\0', var other => other });
        }

        return value.ToString();
    }
}
