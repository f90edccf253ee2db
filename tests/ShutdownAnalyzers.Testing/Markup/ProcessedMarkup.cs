using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Takes the marks out of a state's files, makes expected diagnostics of them and gives the keys their places.</summary>
internal sealed class ProcessedMarkup
{
    private readonly Dictionary<string, FileLinePositionSpan> _keys = new(StringComparer.Ordinal);
    private readonly List<DiagnosticResult> _marked = [];
    private readonly MarkupMode _mode;
    private readonly ImmutableArray<DiagnosticDescriptor> _descriptors;
    private readonly IReadOnlySet<string> _fixableIds;

    private ProcessedMarkup(MarkupMode mode, ImmutableArray<DiagnosticDescriptor> descriptors, IReadOnlySet<string> fixableIds) =>
        (_mode, _descriptors, _fixableIds) = (mode, descriptors, fixableIds);

    public static SolutionState Of(SolutionState state, ImmutableArray<DiagnosticDescriptor> descriptors, IReadOnlySet<string> fixableIds)
    {
        var mode = state.MarkupHandling ?? MarkupMode.Allow;
        var processed = state.Copy();
        if (mode == MarkupMode.None)
            return processed;

        var markup = new ProcessedMarkup(mode, descriptors, fixableIds);
        foreach (var files in processed.Projects.SelectMany(static project => project.FileCollections))
            for (var i = 0; i < files.Count; i++)
                files[i] = (files[i].filename, markup.Read(files[i].filename, files[i].content));

        var expected = processed.ExpectedDiagnostics.Select(result => markup.Locate(result, state.DefaultPath)).ToArray();
        processed.ExpectedDiagnostics.Clear();
        processed.ExpectedDiagnostics.AddRange([.. expected, .. markup._marked]);
        return processed;
    }

    private SourceText Read(string path, SourceText content)
    {
        var marked = MarkedText.Parse(content.ToString());
        if (marked.Marks.IsEmpty)
            return content;

        var text = SourceText.From(marked.Text, content.Encoding, content.ChecksumAlgorithm);
        foreach (var mark in marked.Marks)
        {
            var span = new FileLinePositionSpan(path, text.Lines.GetLinePositionSpan(mark.Span));
            if (mark.IsKey)
                _keys.Add(mark.Name, span);
            else if (IsExpected(mark))
                _marked.Add(Expected(mark).WithSpan(span).WithMessage(null));
        }

        return text;
    }

    private bool IsExpected(Mark mark) => _mode switch
    {
        MarkupMode.Ignore => false,
        MarkupMode.IgnoreFixable => !_fixableIds.Contains(Expected(mark).Id),
        _ => true,
    };

    private DiagnosticResult Expected(Mark mark)
    {
        var rule = mark.Name.Length == 0 ? DefaultDescriptor() : _descriptors.FirstOrDefault(descriptor => descriptor.Id == mark.Name);
        return rule is null
            ? new DiagnosticResult(mark.Name, DiagnosticSeverity.Error).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations | DiagnosticOptions.IgnoreSeverity)
            : new DiagnosticResult(rule).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations);
    }

    private DiagnosticDescriptor DefaultDescriptor() =>
        _descriptors is [var only]
            ? only
            : throw new InvalidOperationException($"[|…|] needs an analyzer with one rule; this test has {string.Join(", ", _descriptors.Select(static rule => rule.Id))}. Write {{|ID:…|}}.");

    private DiagnosticResult Locate(DiagnosticResult result, string defaultPath) =>
        result.WithSpans(result.Spans.Select(location => Locate(location, defaultPath)));

    private DiagnosticLocation Locate(DiagnosticLocation location, string defaultPath)
    {
        if (!location.IsMarkupKey)
            return location.Span.Path.Length > 0 ? location : location with { Span = new(defaultPath, location.Span.Span) };

        return _keys.TryGetValue(location.Span.Path, out var span)
            ? new(span, location.Options & ~DiagnosticLocationOptions.InterpretAsMarkupKey)
            : throw new InvalidOperationException($"No file marks {{|{location.Span.Path}:…|}}.");
    }
}
