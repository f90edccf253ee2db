using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShutdownAnalyzers.Hosting;

/// <summary>Where a program begins: top-level statements, <c>Main</c> or an async <c>Main</c>.</summary>
internal static class EntryPoint
{
    /// <summary>The syntax of the entry point; null in a library, in a program without a console and where there is no code of the user's.</summary>
    public static SyntaxNode? Of(Compilation compilation, CancellationToken cancel)
    {
        if (compilation.Options.OutputKind != OutputKind.ConsoleApplication)
            return null;

        return compilation.GetEntryPoint(cancel)?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancel);
    }

    /// <summary>The calls written in a body, inner-first as they are evaluated; not those of types declared beside top-level statements.</summary>
    public static IEnumerable<InvocationExpressionSyntax> Calls(SyntaxNode body)
    {
        var calls = body.DescendantNodes(static node => node is not BaseTypeDeclarationSyntax || node.Parent is null)
            .OfType<InvocationExpressionSyntax>();

        return calls.OrderBy(static call => call.ArgumentList.SpanStart);
    }
}
