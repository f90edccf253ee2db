using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.Hosting;

namespace ShutdownAnalyzers.Lifecycle;

/// <summary>SHUT101: installs the package's graceful shutdown where there is a host, and plain signal handlers where there is none.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ShutdownHandlerMissingFix))]
[Shared]
public sealed class ShutdownHandlerMissingFix() : AppFix("SHUT101")
{
    private protected override async Task<Solution?> FixProgramAsync(Document document, TextSpan blockingCall, CancellationToken cancel)
    {
        if (await document.GetSemanticModelAsync(cancel).ConfigureAwait(false) is not { } model)
            return null;

        var root = await model.SyntaxTree.GetRootAsync(cancel).ConfigureAwait(false);
        return root.FindNode(blockingCall).FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } wait
            ? SignalHandlers.EndingAt(wait, model, cancel)?.ApplyTo(document.Project)
            : null;
    }
}
