using Microsoft.CodeAnalysis.Text;

namespace ShutdownAnalyzers.Hosting;

/// <summary>How code gets at something of the app's: the expression for it, the namespaces that takes, and what has to change elsewhere.</summary>
internal sealed record Reached(string Expression, string[] Namespaces, params TextChange[] Changes);
