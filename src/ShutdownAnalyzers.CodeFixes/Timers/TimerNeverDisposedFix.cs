using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShutdownAnalyzers.Editing;

namespace ShutdownAnalyzers.Timers;

/// <summary>SHUT301: disposes the timer where its type ends, or makes the type disposable.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TimerNeverDisposedFix)), Shared]
public sealed class TimerNeverDisposedFix() : EditFix("SHUT301")
{
    private protected override SolutionEdit? Edit(Faulty faulty)
    {
        var (node, model, cancel) = (faulty.Node, faulty.Model, faulty.Cancel);
        var declaration = node.FirstAncestorOrSelf<SyntaxNode>(static node => node is VariableDeclaratorSyntax or PropertyDeclarationSyntax);
        return declaration is not null && model.GetDeclaredSymbol(declaration, cancel) is { } timer && TimerDisposal.For(timer, declaration, model, cancel) is { } disposal
            ? SolutionEdit.Of(faulty.Project.Solution, disposal.Title, disposal.Edits)
            : null;
    }
}
