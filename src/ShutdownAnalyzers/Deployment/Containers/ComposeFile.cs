using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.Deployment.Shell;
using ShutdownAnalyzers.Deployment.Yaml;

namespace ShutdownAnalyzers.Deployment.Containers;

/// <summary>A compose file.</summary>
internal sealed class ComposeFile(string path, SourceText source) : DeploymentFile(path, source)
{
    private ImmutableArray<ComposeService> _services;

    public ImmutableArray<ComposeService> Services => _services.IsDefault ? _services = Read() : _services;

    /// <summary>Whether this is one that is laid over another, as <c>compose.override.yml</c> or <c>compose.prod.yml</c>.</summary>
    public bool IsLaidOver => Name.Split('.').Length > 2;

    public static bool IsNamed(string name) =>
        name.StartsWith("compose", StringComparison.OrdinalIgnoreCase) || name.StartsWith("docker-compose", StringComparison.OrdinalIgnoreCase);

    private ImmutableArray<ComposeService> Read() =>
    [
        .. YamlReader.Read(Text)
            .SelectMany(static document => document["services"]?.Entries ?? [])
            .Where(static entry => entry.Value is YamlMapping)
            .Select(entry => new ComposeService(entry.Key, (YamlMapping)entry.Value!, FilePath.FolderOf(Path))),
    ];
}

/// <summary>A service of a compose file.</summary>
internal sealed class ComposeService(YamlScalar name, YamlMapping settings, string folder)
{
    public YamlScalar Name => name;

    public YamlMapping Settings => settings;

    public string? Image => settings["image"]?.Text;

    /// <summary>The Dockerfile that its image is built from; null if it is not built here.</summary>
    public string? Dockerfile =>
        settings["build"] is { } build && (build.Text ?? build["context"]?.Text) is { } context
            ? FilePath.Combine(FilePath.Combine(folder, context), build["dockerfile"]?.Text ?? "Dockerfile")
            : null;

    /// <summary>What it starts instead of what its image says.</summary>
    public ImmutableArray<Argument> Command => [.. Arguments(settings["entrypoint"]), .. Arguments(settings["command"])];

    private static IEnumerable<Argument> Arguments(YamlNode? command) => command is YamlScalar scalar
        ? ShellText.Commands(scalar.Value).SelectMany(static part => part.Words).Select(word => new Argument(word.Value, scalar.Span))
        : command.Arguments();
}
