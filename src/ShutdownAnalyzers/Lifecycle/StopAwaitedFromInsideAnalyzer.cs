using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Lifecycle;

/// <summary>SHUT106: code that the stopping host waits for waits for the host to be stopped.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StopAwaitedFromInsideAnalyzer() : MentionAnalyzer(["StopAsync"], s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = Rule.Warning(
        "SHUT106",
        "Waiting for the stop from inside it",
        "{0} waits for the host to stop, and the host waits for it: neither goes on until ShutdownTimeout is over",
        "A host that stops waits for its requests, its services and its callbacks. One of them that waits for the stop waits for itself.");

    private protected override bool CanOccur(FrameworkTypes types) => types.IHost is not null || types.IWebHost is not null;

    private protected override void Check(Mention mention, FileContext file)
    {
        if (mention.Call is not { } stop
            || HostCalls.HostOf(stop, file.Model, file.Cancel) is not { } host
            || WaitingPart(stop, file) is not { } waiting
            || !IsWaitedFor(stop, file)
            || !RunningHost.Is(host, file.Model, file.Cancel))
            return;

        file.Report(s_rule, mention.Node.GetLocation(), waiting);
    }

    private static string? WaitingPart(SyntaxNode stop, FileContext file) => RunBy.Directly(stop, file.Model, file.Cancel) switch
    {
        Runner.Request => "This request",
        Runner.LifetimeCallback => "This callback",
        Runner.HostedService when !IsPartOfStart(stop) => "This service",
        _ => null,
    };

    private static bool IsPartOfStart(SyntaxNode stop) =>
        stop.FirstAncestorOrSelf<MethodDeclarationSyntax>()?.Identifier.ValueText.StartsWith("Start", StringComparison.Ordinal) is true;

    /// <summary>Awaited or blocked on right here, or handed back to the runner, which awaits it.</summary>
    private static bool IsWaitedFor(InvocationExpressionSyntax stop, FileContext file)
    {
        if (file.Model.GetOperation(stop, file.Cancel) is not { } call)
            return false;

        for (var operation = call.Parent; operation is not (null or IBlockOperation or IAnonymousFunctionOperation); operation = operation.Parent)
            if (operation is IReturnOperation returned ? returned.ReturnedValue?.Unwrap() == call : Wait.Of(operation)?.For == call)
                return true;

        return false;
    }
}
