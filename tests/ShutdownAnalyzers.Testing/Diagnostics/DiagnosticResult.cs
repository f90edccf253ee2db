using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>A diagnostic that a test expects. Lines and columns begin at 1, as in an editor.</summary>
public readonly struct DiagnosticResult(string id, DiagnosticSeverity severity)
{
    private readonly ImmutableArray<DiagnosticLocation> _spans;
    private readonly string? _message;
    private readonly bool _anyMessage;

    public DiagnosticResult(DiagnosticDescriptor descriptor) : this(descriptor.Id, descriptor.DefaultSeverity) =>
        MessageFormat = descriptor.MessageFormat;

    public static DiagnosticResult[] EmptyDiagnosticResults { get; } = [];

    public static DiagnosticResult CompilerError(string identifier) => new(identifier, DiagnosticSeverity.Error);

    public static DiagnosticResult CompilerWarning(string identifier) => new(identifier, DiagnosticSeverity.Warning);

    public string Id { get; } = id;

    public DiagnosticSeverity Severity { get; private init; } = severity;

    public DiagnosticOptions Options { get; private init; }

    public LocalizableString? MessageFormat { get; private init; }

    public object?[]? MessageArguments { get; private init; }

    public ImmutableArray<DiagnosticLocation> Spans
    {
        get => _spans.IsDefault ? [] : _spans;
        private init => _spans = value;
    }

    public bool HasLocation => !Spans.IsEmpty;

    /// <summary>The text the diagnostic must have; null if any will do.</summary>
    public string? Message => _anyMessage ? null : _message ?? Formatted();

    public DiagnosticResult WithSeverity(DiagnosticSeverity severity) => this with { Severity = severity };

    public DiagnosticResult WithOptions(DiagnosticOptions options) => this with { Options = options };

    public DiagnosticResult WithArguments(params object[] arguments) => this with { MessageArguments = arguments };

    public DiagnosticResult WithMessageFormat(LocalizableString messageFormat) => this with { MessageFormat = messageFormat };

    /// <summary>With null, the message is not compared.</summary>
    public DiagnosticResult WithMessage(string? message) => new(this, message);

    public DiagnosticResult WithNoLocation() => this with { Spans = [] };

    public DiagnosticResult WithLocation(int line, int column) => WithLocation("", line, column);

    public DiagnosticResult WithLocation(string path, int line, int column) =>
        With(new(LineSpan(path, line, column, line, column), DiagnosticLocationOptions.IgnoreLength));

    /// <summary>The span marked <c>{|#key:…|}</c>.</summary>
    public DiagnosticResult WithLocation(int markupKey, DiagnosticLocationOptions options = DiagnosticLocationOptions.None) =>
        With(DiagnosticLocation.ForKey(markupKey, options));

    public DiagnosticResult WithSpan(int startLine, int startColumn, int endLine, int endColumn) =>
        WithSpan("", startLine, startColumn, endLine, endColumn);

    public DiagnosticResult WithSpan(string path, int startLine, int startColumn, int endLine, int endColumn) =>
        WithSpan(LineSpan(path, startLine, startColumn, endLine, endColumn));

    public DiagnosticResult WithSpan(FileLinePositionSpan span) => With(new(span, DiagnosticLocationOptions.None));

    public override string ToString() =>
        $"{(HasLocation ? $"{Spans[0]}: " : "")}{Severity.ToString().ToLowerInvariant()} {Id}{(Message is { } message ? $": {message}" : "")}";

    internal DiagnosticResult WithSpans(IEnumerable<DiagnosticLocation> spans) => this with { Spans = [.. spans] };

    private DiagnosticResult With(DiagnosticLocation location) => this with { Spans = Spans.Add(location) };

    private DiagnosticResult(DiagnosticResult other, string? message) : this(other.Id, other.Severity)
    {
        (Options, Spans, MessageFormat, MessageArguments) = (other.Options, other.Spans, other.MessageFormat, other.MessageArguments);
        (_message, _anyMessage) = (message, message is null);
    }

    private string? Formatted()
    {
        try
        {
            return MessageFormat is null ? null : string.Format(MessageFormat.ToString(), MessageArguments ?? []);
        }
        catch (FormatException)
        {
            return MessageFormat!.ToString();
        }
    }

    private static FileLinePositionSpan LineSpan(string path, int startLine, int startColumn, int endLine, int endColumn) =>
        new(path, new(startLine - 1, startColumn - 1), new LinePosition(endLine - 1, endColumn - 1));
}
