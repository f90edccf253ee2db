using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Lifecycle;

/// <summary>How <c>PosixSignalRegistration.Create(signal, handler)</c> is written.</summary>
internal static class SignalRegistrations
{
    /// <summary>The call of <c>Create</c> on the name of the type.</summary>
    public static InvocationExpressionSyntax? Creation(this Mention type)
    {
        var name = type.Node.Parent is MemberAccessExpressionSyntax qualified && qualified.Name == type.Node ? qualified : type.Node;
        return name.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Create", Parent: InvocationExpressionSyntax call } ? call : null;
    }

    /// <summary>The signal as it is called in the code: SIGTERM for <c>PosixSignal.SIGTERM</c>.</summary>
    public static string SignalOf(InvocationExpressionSyntax create) => create.ArgumentList.Arguments.FirstOrDefault()?.Expression switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: var signal } => signal,
        { } signal => signal.ToString(),
        null => "a signal",
    };
}
