using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.BackgroundWork;

/// <summary>SHUT404: work that a request starts and nobody waits for.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FireAndForgetAnalyzer() : MentionAnalyzer(WatchedNames.RequestCode, s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = Rule.Suggestion(
        "SHUT404",
        "Fire-and-forget work started by a request",
        "Nobody waits for '{0}': the request is answered, and a shutdown cuts the work wherever it is",
        "A shutdown waits for requests, not for what they have started and let go of. Work that nobody tracks ends with the process, half-done and without a trace.");

    private protected override bool CanOccur(FrameworkTypes types) => types.HttpContext is not null;

    private protected override void Check(Mention mention, FileContext file)
    {
        if (!IsFirst(mention, file))
            return;

        foreach (var statement in file.Tree.GetRoot(file.Cancel).DescendantNodes().OfType<ExpressionStatementSyntax>())
            if (DroppedBy(statement) is { } call
                && call.MethodName() is { } name
                && MayStartWork(name.Identifier.ValueText)
                && !StopsTheApp(call, file)
                && StartsWork(call, file)
                && RunBy.Of(statement, file.Model, file.Cancel) is Runner.Request)
                file.Report(s_rule, name.GetLocation(), name.Identifier.ValueText);
    }

    /// <summary>A file is looked through once, however many names it mentions.</summary>
    private static bool IsFirst(Mention mention, FileContext file) =>
        WatchedNames.RequestCode.SelectMany(name => file.Compilation.MentionsOf(name, file.Tree)).First().Token == mention.Token;

    private static InvocationExpressionSyntax? DroppedBy(ExpressionStatementSyntax statement) => statement.Expression switch
    {
        InvocationExpressionSyntax call => call,
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" }, Right: InvocationExpressionSyntax call } => call,
        _ => null,
    };

    /// <summary>By .NET's naming. Another method may hand out a task that somebody keeps: <c>loads.GetOrAdd(id, LoadAsync)</c>.</summary>
    private static bool MayStartWork(string method) =>
        method is "Run" or "StartNew" or "QueueUserWorkItem" or "UnsafeQueueUserWorkItem" || method.EndsWith("Async", StringComparison.Ordinal);

    /// <summary>A request that ends the app cannot wait for the end: the end waits for the request.</summary>
    private static bool StopsTheApp(InvocationExpressionSyntax call, FileContext file) =>
        call.ArgumentList.DescendantTokens().Any(static token => token.ValueText == "StopApplication")
        || call.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>()
            .Any(stop => stop.MethodName()?.Identifier.ValueText == "StopAsync" && HostCalls.HostOf(stop, file.Model, file.Cancel) is not null);

    private static bool StartsWork(InvocationExpressionSyntax call, FileContext file) =>
        file.Model.GetSymbolInfo(call, file.Cancel).Symbol is IMethodSymbol method
        && (method.ReturnType.IsTask() || method.ContainingType.Is(file.Types.ThreadPool))
        && !method.ContainingType.Is(file.Types.IGracefulShutdown); // The drain waits for what the package starts.
}
