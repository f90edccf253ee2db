using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShutdownAnalyzers.Editing;

namespace ShutdownAnalyzers.BackgroundWork;

/// <summary>SHUT403: calls the base wherever the override ends.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BaseNotCalledFix)), Shared]
public sealed class BaseNotCalledFix() : EditFix("SHUT403")
{
    private protected override SolutionEdit? Edit(Faulty faulty)
    {
        // Where some ways call the base, only its author knows why others do not.
        if (faulty.Node is not MethodDeclarationSyntax method || method.DescendantNodes().OfType<BaseExpressionSyntax>().Any())
            return null;

        var call = $"base.{method.Identifier.Text}({string.Join(", ", method.ParameterList.Parameters.Select(static parameter => parameter.Identifier.Text))})";
        return MethodEnd.Put(call, method, faulty.Model) is { } changes
            ? SolutionEdit.Of(faulty.Project.Solution, $"Call '{call}'", changes.Select(change => (method.SyntaxTree, change)))
            : null;
    }
}
