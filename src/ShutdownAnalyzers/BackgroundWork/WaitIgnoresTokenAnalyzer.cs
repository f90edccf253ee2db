using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.BackgroundWork;

/// <summary>SHUT401: a background service waits without the token that would end its wait.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WaitIgnoresTokenAnalyzer() : StoppableCodeAnalyzer(s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = Rule.Warning(
        "SHUT401",
        "Wait ignores the stopping token",
        "'{0}' is not given '{1}': when the host stops, the service goes on waiting and holds up the shutdown",
        "The stopping token tells a background service that the host stops. A wait that is not given it runs to its end first, and the whole shutdown waits along, up to the shutdown timeout.");

    /// <summary>Nobody notices a shutdown that is this much longer.</summary>
    private static readonly TimeSpan s_short = TimeSpan.FromMilliseconds(500);

    /// <summary>Calls that finish what was begun: cutting them short loses what they are for.</summary>
    private static readonly ImmutableArray<string> s_finishing =
    [
        "Dispose", "Close", "Stop", "Shutdown", "Complete", "Commit", "Rollback", "Abandon", "Reject", "Ack", "Nack", "DeadLetter",
        "Release", "Unlock", "Disconnect", "Unsubscribe", "Flush", "Cancel",
    ];

    private protected override void Check(IOperation body, FileContext file)
    {
        foreach (var wait in Wait.In(body))
            if (wait is { Call: { } call, CalledName: { } name }
                && IsInterruptible(call, file.Types)
                && StoppableCode.TokenAt(name, file.Model, file.Cancel) is { } token
                && IsIgnored(token, wait, call, file.Cancel)
                && !CompletedChannel.IsEmptiedBy(call, file.Types, file.Cancel))
                file.Report(s_rule, name.GetLocation(), name.Identifier.ValueText, token.Name);
    }

    private static bool IsInterruptible(IInvocationOperation call, FrameworkTypes types) =>
        IsSleep(call) ? call.Syntax.IsInLoop() : call.OmittedToken(types) is not null && !OnlyStarts(call.TargetMethod, types);

    /// <summary>A token given to <c>Task.Run</c> keeps it from starting, not from running on.</summary>
    private static bool OnlyStarts(IMethodSymbol method, FrameworkTypes types) =>
        method.Name is "Run" or "StartNew" or "ContinueWith" && (method.ContainingType.IsA(types.Task) || method.ContainingType.Is(types.TaskFactory));

    private static bool IsIgnored(IParameterSymbol token, Wait wait, IInvocationOperation call, CancellationToken cancel) =>
        !Names(call.Syntax, token.Name)
        && !(wait.Duration(cancel) is { } duration && duration != Timeout.InfiniteTimeSpan && duration <= s_short)
        && !call.Syntax.IsAfterItsLoop(token.Name)
        && !IsEndOfWork(wait, call)
        && !IsEndedByCallback(call, token.Name);

    /// <summary>A <c>finally</c>, a handler and a call that finishes something have to run to their end. A pause in a handler does not.</summary>
    private static bool IsEndOfWork(Wait wait, IInvocationOperation call)
    {
        var block = wait.Place.Syntax.AncestorsInFunction().FirstOrDefault(static node => node is CatchClauseSyntax or FinallyClauseSyntax);

        return block is FinallyClauseSyntax
            || block is CatchClauseSyntax handler && (handler.TakesOnlyCancellation() || !IsPause(call))
            || s_finishing.Any(verb => call.TargetMethod.Name.StartsWith(verb, StringComparison.Ordinal));
    }

    /// <summary>The callback of another ending: <c>stoppingToken.Register(listener.Stop)</c>.</summary>
    private static bool IsEndedByCallback(IInvocationOperation call, string token) =>
        ReceiverOf(call) is { } receiver
        && call.Root().Syntax.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(register =>
            register.MethodName()?.Identifier.ValueText is "Register" or "UnsafeRegister" && Names(register.Expression, token) && Names(register.ArgumentList, receiver));

    private static string? ReceiverOf(IInvocationOperation call) => call.Instance?.Unwrap() switch
    {
        ILocalReferenceOperation local => local.Local.Name,
        IParameterReferenceOperation parameter => parameter.Parameter.Name,
        IMemberReferenceOperation member => member.Member.Name,
        _ => null,
    };

    private static bool Names(SyntaxNode code, string name) => code.DescendantTokens().Any(token => token.ValueText == name);

    private static bool IsPause(IInvocationOperation call) => IsSleep(call) || call.TargetMethod is { Name: "Delay", ContainingType.Name: "Task" };

    private static bool IsSleep(IInvocationOperation call) => call.TargetMethod is { Name: "Sleep", ContainingType.Name: "Thread" };
}
