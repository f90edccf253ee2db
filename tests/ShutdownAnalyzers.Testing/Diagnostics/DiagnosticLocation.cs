using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Where a diagnostic is expected. With <see cref="DiagnosticLocationOptions.InterpretAsMarkupKey"/> the path is a markup key such as <c>#0</c>.</summary>
public readonly record struct DiagnosticLocation(FileLinePositionSpan Span, DiagnosticLocationOptions Options)
{
    public override string ToString() =>
        $"{Span.Path}({Span.StartLinePosition.Line + 1},{Span.StartLinePosition.Character + 1})-({Span.EndLinePosition.Line + 1},{Span.EndLinePosition.Character + 1})";

    internal static DiagnosticLocation ForKey(int key, DiagnosticLocationOptions options) =>
        new(new($"#{key}", default(LinePositionSpan)), options | DiagnosticLocationOptions.InterpretAsMarkupKey);

    internal bool IsMarkupKey => Options.HasFlag(DiagnosticLocationOptions.InterpretAsMarkupKey);

    internal bool Matches(Location location)
    {
        var actual = location.GetLineSpan();
        if (!location.IsInSource && location.Kind != LocationKind.ExternalFile)
            return false;
        if (Span.Path.Length > 0 && Span.Path != actual.Path)
            return false;

        return Options.HasFlag(DiagnosticLocationOptions.IgnoreLength)
            ? Span.StartLinePosition == actual.StartLinePosition
            : Span.Span == actual.Span;
    }
}
