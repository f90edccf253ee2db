using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace ShutdownAnalyzers.Deployment.Systemd;

/// <summary>A setting of a unit: <c>Key=Value</c> in a section.</summary>
internal sealed record UnitSetting(string Section, string Key, string Value, TextSpan Span, TextSpan ValueSpan);

/// <summary>A unit file of systemd.</summary>
internal sealed class UnitFile(string path, SourceText source) : DeploymentFile(path, source)
{
    private ImmutableArray<UnitSetting> _settings;

    /// <summary>The name of the service: the file's, without its extension and without an instance.</summary>
    public string Unit => Name.Substring(0, Name.LastIndexOf('.')).TrimEnd('@');

    /// <summary>The last setting of this key in the section <c>[Service]</c>: it is the one that holds.</summary>
    public UnitSetting? this[string key] => All(key).LastOrDefault();

    public IEnumerable<UnitSetting> All(string key) =>
        Settings.Where(setting => setting.Section == "Service" && setting.Key == key);

    private ImmutableArray<UnitSetting> Settings => _settings.IsDefault ? _settings = Read() : _settings;

    private ImmutableArray<UnitSetting> Read()
    {
        var settings = ImmutableArray.CreateBuilder<UnitSetting>();
        var section = "";
        for (var at = 0; at < Text.Length;)
        {
            var end = EndOfLine(at);
            var line = Text.Substring(at, end - at).Trim();
            if (line.StartsWith("[", StringComparison.Ordinal))
                section = line.Trim('[', ']');
            else if (!line.StartsWith("#", StringComparison.Ordinal) && !line.StartsWith(";", StringComparison.Ordinal) && Setting(section, at, ref end) is { } setting)
                settings.Add(setting);
            at = end + 1;
        }

        return settings.ToImmutable();
    }

    /// <summary>Reads a setting; its value goes on behind a backslash at the end of a line.</summary>
    private UnitSetting? Setting(string section, int start, ref int end)
    {
        var equals = Text.IndexOf('=', start, end - start);
        if (equals < 0)
            return null;

        while (end < Text.Length && Text.Substring(equals, end - equals).TrimEnd().EndsWith("\\", StringComparison.Ordinal))
            end = EndOfLine(end + 1);

        var key = Text.Substring(start, equals - start);
        var value = Text.Substring(equals + 1, end - equals - 1);
        var (keyStart, valueStart) = (start + key.Length - key.TrimStart().Length, equals + 1 + value.Length - value.TrimStart().Length);
        var valueSpan = new TextSpan(valueStart, value.Trim().Length);
        return new(section, key.Trim(), value.Trim(), TextSpan.FromBounds(keyStart, valueSpan.Length == 0 ? equals + 1 : valueSpan.End), valueSpan);
    }

    private int EndOfLine(int position)
    {
        var end = position < Text.Length ? Text.IndexOf('\n', position) : -1;
        return end < 0 ? Text.Length : end;
    }
}
