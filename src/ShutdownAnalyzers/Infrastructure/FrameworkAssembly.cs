using Microsoft.CodeAnalysis;

namespace ShutdownAnalyzers.Infrastructure;

/// <summary>Assemblies of .NET, ASP.NET Core and Microsoft.Extensions. Their methods do what their documentation says, so we need not look inside.</summary>
internal static class FrameworkAssembly
{
    private static readonly HashSet<string> s_publicKeyTokens =
    [
        "adb9793829ddae60", // ASP.NET Core, Microsoft.Extensions
        "b03f5f7f11d50a3a", // System.*
        "b77a5c561934e089", // mscorlib, System
        "cc7b13ffcd2ddd51", // netstandard, newer System.*
        "7cec85d7bea7798e", // System.Private.CoreLib
    ];

    public static bool Is(IAssemblySymbol assembly) =>
        s_publicKeyTokens.Contains(string.Concat(assembly.Identity.PublicKeyToken.Select(static b => b.ToString("x2"))));
}
