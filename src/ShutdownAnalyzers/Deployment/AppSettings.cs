using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ShutdownAnalyzers.Deployment.Yaml;

namespace ShutdownAnalyzers.Deployment;

/// <summary>The section <c>GracefulShutdown</c> of the app's settings file. JSON is YAML.</summary>
internal sealed class AppSettings(ImmutableArray<YamlNode> sections)
{
    /// <summary>The setting that holds in production.</summary>
    public string? this[string option] => sections.Select(section => section[option]?.Text).LastOrDefault(static value => value is not null);

    public static AppSettings Of(AnalyzerOptions options, CancellationToken cancel) => new(
    [
        .. from name in (string[])["appsettings.json", "appsettings.Production.json"]
           from file in options.AdditionalFiles
           where FilePath.NameOf(file.Path).Equals(name, StringComparison.OrdinalIgnoreCase)
           from document in YamlReader.Read(file.GetText(cancel)?.ToString() ?? "")
           let section = document["GracefulShutdown"]
           where section is not null
           select section,
    ]);
}
