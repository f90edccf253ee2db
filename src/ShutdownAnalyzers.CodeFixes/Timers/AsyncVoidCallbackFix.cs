using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShutdownAnalyzers.Editing;

namespace ShutdownAnalyzers.Timers;

/// <summary>SHUT305: makes a <c>PeriodicTimer</c> loop of the timer, in a hosted service that does little but run it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AsyncVoidCallbackFix)), Shared]
public sealed class AsyncVoidCallbackFix() : EditFix("SHUT305")
{
    private protected override SolutionEdit? Edit(Faulty faulty) =>
        faulty.Node.FirstAncestorOrSelf<ArgumentSyntax>() is { Parent.Parent: BaseObjectCreationExpressionSyntax timer } ? PeriodicLoop.InsteadOf(timer, faulty) : null;
}
