using System.Collections.Immutable;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Diagnostics as a failure prints them: as the compiler would, and as the line to paste into the test.</summary>
internal static class DiagnosticText
{
    public static string Of(ImmutableArray<Diagnostic> diagnostics) =>
        diagnostics.IsEmpty ? "    none" : string.Join(Environment.NewLine, diagnostics.Select(Of));

    public static string Of(IEnumerable<DiagnosticResult> expected) =>
        string.Join(Environment.NewLine, expected.Select(static result => $"    {result}").DefaultIfEmpty("    none"));

    private static string Of(Diagnostic diagnostic) =>
        $"    // {diagnostic}{Environment.NewLine}    new DiagnosticResult(\"{diagnostic.Id}\", DiagnosticSeverity.{diagnostic.Severity}){Locations(diagnostic)}.WithMessage(\"{diagnostic.GetMessage().Replace("\"", "\\\"")}\"),";

    private static string Locations(Diagnostic diagnostic) =>
        string.Concat(diagnostic.AdditionalLocations.Prepend(diagnostic.Location).Where(static location => location != Location.None).Select(Span));

    private static string Span(Location location)
    {
        var (path, (start, end)) = (location.GetLineSpan().Path, location.GetLineSpan().Span);
        return $".WithSpan(\"{path}\", {start.Line + 1}, {start.Character + 1}, {end.Line + 1}, {end.Character + 1})";
    }

    private static void Deconstruct(this Text.LinePositionSpan span, out Text.LinePosition start, out Text.LinePosition end) =>
        (start, end) = (span.Start, span.End);
}
