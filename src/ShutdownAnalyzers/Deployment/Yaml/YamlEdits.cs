using Microsoft.CodeAnalysis.Text;

namespace ShutdownAnalyzers.Deployment.Yaml;

internal static class YamlEdits
{
    /// <summary>One more key with its value, on lines of their own: behind the first key, which says what the mapping is. null where there is no line for it.</summary>
    public static TextChange? WithKey(this YamlMapping mapping, IEnumerable<string> lines, DeploymentFile file)
    {
        if (mapping.IsFlow || mapping.Own.IsEmpty)
            return null;

        var next = mapping.Own[Math.Min(1, mapping.Own.Length - 1)].Key.Span.Start;
        var indent = file.NewLine + new string(' ', file.PositionOf(next).Character);
        return new(new TextSpan(next, 0), string.Concat(lines.Select(line => line + indent)));
    }
}
