using ShutdownAnalyzers.Deployment.Yaml;

namespace ShutdownAnalyzers.Deployment.Containers;

internal static class ArgumentLists
{
    /// <summary>The arguments that a YAML sequence lists.</summary>
    public static IEnumerable<Argument> Arguments(this YamlNode? list) =>
        list is null ? [] : list.Items.OfType<YamlScalar>().Select(static item => new Argument(item.Value, item.Span));
}
