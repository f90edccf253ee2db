using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ShutdownAnalyzers.Editing;

internal static class FixAllDiagnostics
{
    /// <summary>What is to be fixed in the document, the project or the whole solution, whichever was asked for.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> DiagnosticsInScopeAsync(this FixAllContext context)
    {
        switch (context.Scope)
        {
            case FixAllScope.Document when context.Document is { } document:
                return await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);
            case FixAllScope.Project:
                return await context.GetAllDiagnosticsAsync(context.Project).ConfigureAwait(false);
            default:
                var all = new List<Diagnostic>();
                foreach (var project in context.Solution.Projects)
                    all.AddRange(await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false));
                return all;
        }
    }
}
