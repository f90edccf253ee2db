using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShutdownAnalyzers.Ownership;

/// <summary>
/// The code that runs when a type ends: its <c>Dispose</c>, <c>StopAsync</c>, <c>Close</c> and the like, finalizers, callbacks
/// registered on a token, and every member of the type they lead to. Found by name alone; a wrong guess only makes a rule silent.
/// </summary>
internal static class TypeEnd
{
    private static readonly string[] s_verbs =
    [
        "Dispose", "Disposing", "Stop", "Stopping", "Stopped", "Close", "Closing", "Closed", "Shutdown", "ShutDown", "Exit", "Unload",
        "TearDown", "Cleanup", "CleanUp", "Terminate", "Destroy", "Finish", "End", "Cancel", "Disable", "Deactivate", "Detach", "Disconnect",
    ];

    public static HashSet<SyntaxNode> CodeOf(INamedTypeSymbol type, ImmutableArray<string> callbackTakers, CancellationToken cancellation)
    {
        var code = new TypeBody(type, cancellation);
        return code.ReachedFrom(code.Nodes.Where(node => IsEnd(node, callbackTakers)));
    }

    private static bool IsEnd(SyntaxNode node, ImmutableArray<string> callbackTakers) => node switch
    {
        MethodDeclarationSyntax method => IsNamedAsEnd(method.Identifier.ValueText),
        DestructorDeclarationSyntax => true,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name } } => TakesCallback(name, callbackTakers),
        InvocationExpressionSyntax { Expression: SimpleNameSyntax name } => TakesCallback(name, callbackTakers),
        _ => false,
    };

    // CancellationToken.Register, and what the user names: by simple or qualified name.
    private static bool TakesCallback(SimpleNameSyntax method, ImmutableArray<string> callbackTakers) =>
        method.Identifier.ValueText is "Register" or "UnsafeRegister"
        || callbackTakers.Any(taker => taker.Substring(taker.LastIndexOf('.') + 1) == method.Identifier.ValueText);

    private static bool IsNamedAsEnd(string method)
    {
        var name = method.StartsWith("On", StringComparison.Ordinal) ? method.Substring(2) : method;
        return Array.Exists(s_verbs, verb => name.StartsWith(verb, StringComparison.Ordinal) && !IsLowerAt(name, verb.Length));
    }

    private static bool IsLowerAt(string name, int position) => position < name.Length && char.IsLower(name[position]);
}
