using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShutdownAnalyzers.Editing;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Lifecycle;

/// <summary>SHUT108: disposes the host where its variable ends, asynchronously where that can be awaited.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(HostNotDisposedFix)), Shared]
public sealed class HostNotDisposedFix() : EditFix("SHUT108")
{
    private protected override SolutionEdit? Edit(Faulty faulty)
    {
        if (faulty.Node is not VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax declaration } } host
            || declaration.Parent is not (BlockSyntax or GlobalStatementSyntax)
            || faulty.Model.GetDeclaredSymbol(host, faulty.Cancel) is not ILocalSymbol { Type: var type }
            || host.Initializer is null || Functions.IsAssigned(host.Identifier.ValueText, host.SyntaxTree))
            return null;

        var isAsync = type.IsA(FrameworkTypes.Of(faulty.Model.Compilation).IAsyncDisposable) && Functions.CanAwait(declaration);
        return SolutionEdit.Of(
            faulty.Project.Solution,
            "Dispose the host after its shutdown",
            [(declaration.SyntaxTree, new(new(declaration.SpanStart, 0), isAsync ? "await using " : "using "))]);
    }
}
