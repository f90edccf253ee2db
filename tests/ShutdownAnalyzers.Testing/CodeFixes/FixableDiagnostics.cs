using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>The diagnostics of a solution that a fix can remove, as an editor gives them to a FixAll.</summary>
internal sealed class FixableDiagnostics(Func<Project, CancellationToken, Task<ImmutableArray<Diagnostic>>> analyze) : FixAllContext.DiagnosticProvider
{
    public async Task<ImmutableArray<(TextDocument Document, Diagnostic Diagnostic)>> InAsync(Solution solution, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<(TextDocument, Diagnostic)>();
        foreach (var project in solution.Projects)
            foreach (var diagnostic in await analyze(project, cancellationToken))
                if (DocumentOf(project, diagnostic) is { } document)
                    found.Add((document, diagnostic));
        return found.ToImmutable();
    }

    public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
        await analyze(project, cancellationToken);

    public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
        (await analyze(document.Project, cancellationToken)).Where(diagnostic => DocumentOf(document.Project, diagnostic)?.Id == document.Id);

    public override async Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
        (await analyze(project, cancellationToken)).Where(diagnostic => DocumentOf(project, diagnostic) is null);

    private static TextDocument? DocumentOf(Project project, Diagnostic diagnostic)
    {
        if (diagnostic.Location.SourceTree is { } tree)
            return project.GetDocument(tree);

        var path = diagnostic.Location.GetLineSpan().Path;
        return project.AdditionalDocuments.FirstOrDefault(document => document.FilePath == path);
    }
}
