using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace ShutdownAnalyzers.Editing;

/// <summary>Gives a call one more argument.</summary>
internal static class Arguments
{
    /// <summary>Behind those there are; by name, where a parameter before it is left out.</summary>
    public static TextChange Add(InvocationExpressionSyntax call, IInvocationOperation meaning, IParameterSymbol parameter, string value)
    {
        var written = call.ArgumentList.Arguments;
        var given = meaning.Arguments.Count(static argument => argument.ArgumentKind is ArgumentKind.Explicit);
        var isNext = given == parameter.Ordinal && written.All(static argument => argument.NameColon is null);
        var end = written.Count > 0 ? written.Last().Span.End : call.ArgumentList.OpenParenToken.Span.End;
        return new(new(end, 0), (written.Count > 0 ? ", " : "") + (isNext ? value : $"{parameter.Name}: {value}"));
    }
}
