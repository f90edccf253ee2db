using System.Collections.Immutable;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Holds what was reported to what a test expects: each expectation takes one diagnostic, and none is left over.</summary>
internal static class DiagnosticComparison
{
    public static void Verify(IReadOnlyList<DiagnosticResult> expected, ImmutableArray<Diagnostic> actual, IVerifier verifier)
    {
        var unexpected = actual.ToList();
        var missing = new List<DiagnosticResult>();

        foreach (var result in expected)
        {
            var match = unexpected.FindIndex(diagnostic => Matches(result, diagnostic));
            if (match < 0)
                missing.Add(result);
            else
                unexpected.RemoveAt(match);
        }

        if (missing.Count > 0 || unexpected.Count > 0)
            verifier.Fail($"""
                Expected {expected.Count} diagnostics, {actual.Length} were reported.
                Missing:
                {DiagnosticText.Of(missing)}
                Unexpected:
                {DiagnosticText.Of([.. unexpected])}
                All that were reported:
                {DiagnosticText.Of(actual)}
                """);
    }

    private static bool Matches(DiagnosticResult expected, Diagnostic actual) =>
        expected.Id == actual.Id
        && (expected.Options.HasFlag(DiagnosticOptions.IgnoreSeverity) || expected.Severity == actual.Severity)
        && (expected.Message is null || expected.Message == actual.GetMessage())
        && LocationsMatch(expected, actual);

    private static bool LocationsMatch(DiagnosticResult expected, Diagnostic actual)
    {
        if (!expected.HasLocation)
            return actual.Location == Location.None;
        if (!expected.Spans[0].Matches(actual.Location))
            return false;
        if (expected.Options.HasFlag(DiagnosticOptions.IgnoreAdditionalLocations))
            return true;

        return expected.Spans.Length - 1 == actual.AdditionalLocations.Count
            && expected.Spans.Skip(1).Zip(actual.AdditionalLocations, static (span, location) => span.Matches(location)).All(static match => match);
    }
}
