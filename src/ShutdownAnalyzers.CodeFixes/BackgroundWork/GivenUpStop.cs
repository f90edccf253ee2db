using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShutdownAnalyzers.Editing;

namespace ShutdownAnalyzers.BackgroundWork;

/// <summary>The code of a stop that gives up its wait when its time is up, instead of crashing the process.</summary>
internal static class GivenUpStop
{
    /// <summary>A wait within a handler for its cancellation, line by line; null where that would change the text of a literal.</summary>
    public static string[]? Attempt(SyntaxNode place, string wait, MethodDeclarationSyntax stop)
    {
        if (place.DescendantTokens().Any(static token => token.Text.Contains('\n')))
            return null;

        var layout = Layout.Around(place);
        var indent = layout.IndentAt(place.SpanStart);
        var lines = wait.Replace("\r", "").Split('\n').Select(line => line.StartsWith(indent, StringComparison.Ordinal) ? line.Substring(indent.Length) : line);
        var token = stop.ParameterList.Parameters[0].Identifier.Text;
        var handler = $"catch (OperationCanceledException) when ({token}.IsCancellationRequested)";
        return layout.StartsLine(place.SpanStart)
            ? ["try", "{", .. lines.Select(line => layout.Step + line), "}", handler, "{", layout.Step + "// The time to stop is up.", "}"]
            : [$"try {{ {wait} }} {handler} {{ }}"];
    }
}
