using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ShutdownAnalyzers.Infrastructure;

/// <summary>A typed setting of the user's, read from <c>.editorconfig</c> or a global config under <c>shutdown_analyzers.</c></summary>
internal sealed class Option<T>(string name, T defaultValue, Func<string, T?> parse)
{
    public string Key { get; } = "shutdown_analyzers." + name;

    /// <summary>The value that holds in this file; a value that cannot be read counts as not set.</summary>
    public T In(SyntaxTree tree, AnalyzerOptions options) => Read(options.AnalyzerConfigOptionsProvider.GetOptions(tree));

    /// <summary>The value that holds for the whole compilation.</summary>
    public T In(AnalyzerOptions options) => Read(options.AnalyzerConfigOptionsProvider.GlobalOptions);

    private T Read(AnalyzerConfigOptions options) =>
        options.TryGetValue(Key, out var text) && parse(text) is { } value ? value : defaultValue;
}
