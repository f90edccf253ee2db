using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace ShutdownAnalyzers.Hosting;

/// <summary>The base of the fixes of a whole app. Such a fix may change several files, the project file among them.</summary>
public abstract class AppFix : CodeFixProvider
{
    private readonly string _rule;

    private protected AppFix(string rule) => _rule = rule;

    /// <inheritdoc />
    public sealed override ImmutableArray<string> FixableDiagnosticIds => [_rule];

    /// <inheritdoc />
    public sealed override FixAllProvider GetFixAllProvider() => AppFixAll.Instance;

    /// <summary>Offers the fix only if it can be done whole: nothing is left half-written.</summary>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var diagnostic = context.Diagnostics[0];
        if (await FixAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is not { } solution)
            return;

        var title = Title(context.Document.Project.Solution, solution, HostOf(diagnostic));
        context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(solution), equivalenceKey: _rule), diagnostic);
    }

    /// <returns>null if the app can't be fixed.</returns>
    internal Task<Solution?> FixAsync(Document document, Diagnostic diagnostic, CancellationToken cancel) =>
        HostOf(diagnostic) is HostKind.Console
            ? FixProgramAsync(document, diagnostic.Location.SourceSpan, cancel)
            : FixHostedAsync(document.Project, HostOf(diagnostic), cancel);

    /// <summary>Fixes an app with a host.</summary>
    private protected virtual Task<Solution?> FixHostedAsync(Project project, HostKind host, CancellationToken cancel) =>
        GracefulShutdown.InstallAsync(project, host, cancel);

    /// <summary>Fixes a program that starts no host, and so gets nothing from the package.</summary>
    private protected virtual Task<Solution?> FixProgramAsync(Document document, TextSpan blockingCall, CancellationToken cancel) =>
        Task.FromResult<Solution?>(null);

    private static HostKind HostOf(Diagnostic diagnostic) => (HostKind)Enum.Parse(typeof(HostKind), diagnostic.Properties[nameof(HostKind)]!);

    /// <summary>What the fix does, as its title says it.</summary>
    private protected virtual string What(HostKind host) => host switch
    {
        HostKind.Console => "Handle SIGTERM and SIGINT",
        HostKind.GenericHost => "Add graceful shutdown",
        _ => "Add graceful shutdown with drain",
    };

    private string Title(Solution before, Solution after, HostKind host)
    {
        var addsPackage = after.GetChanges(before).GetProjectChanges().Any(static project => project.GetChangedAdditionalDocuments().Any());
        return addsPackage ? $"{What(host)} and the package {GracefulShutdown.PackageFor(host)} (restore afterwards)" : What(host);
    }
}
