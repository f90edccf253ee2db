using Microsoft.CodeAnalysis.Text;

namespace ShutdownAnalyzers.Deployment.Containers;

/// <summary>One argument of a command that starts a container, and where it stands, quotes included.</summary>
internal readonly record struct Argument(string Value, TextSpan Span);
