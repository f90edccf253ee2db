using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Hosting;

/// <summary>The call in which the entry point of a program without a host waits until somebody ends the process.</summary>
internal static class BlockingCall
{
    /// <summary>Calls that wait, if only for a while: in one of them an endless loop spends its time.</summary>
    private static readonly ImmutableHashSet<string> s_waits =
    [
        "Sleep", "Delay", "WaitOne", "Wait", "WaitAsync", "WaitForNextTickAsync", "Join", "ReadLine", "ReadKey", "Read",
        "Accept", "AcceptAsync", "AcceptSocket", "AcceptSocketAsync", "AcceptTcpClient", "AcceptTcpClientAsync", "GetContext", "GetContextAsync",
    ];

    /// <summary>Whether the node is a call that, by its name, waits or runs a host.</summary>
    public static bool MayBe(SyntaxNode node) =>
        node is InvocationExpressionSyntax call && call.MethodName()?.Identifier.ValueText is { } name && (s_waits.Contains(name) || WatchedNames.RunCalls.Contains(name));

    public static RunCall? Find(Compilation compilation, CancellationToken cancel)
    {
        // Where signals cannot be registered, there is none to miss: .NET Framework, devices.
        var types = FrameworkTypes.Of(compilation);
        if (types.PosixSignalRegistration is null || EntryPoint.Of(compilation, cancel) is not { } entry)
            return null;

        var program = new PlainProgram(entry, compilation.GetSemanticModel(entry.SyntaxTree), types, cancel);
        return FindIn(program) ?? program.MethodsWaitedFor.Select(FindIn).FirstOrDefault(static blocking => blocking is not null);
    }

    private static RunCall? FindIn(PlainProgram program) =>
        !program.BuildsHost && program.OwnCalls.FirstOrDefault(call => Blocks(call, program))?.MethodName() is { } name
            ? new RunCall(name, HostKind.Console)
            : null;

    private static bool Blocks(InvocationExpressionSyntax call, PlainProgram program) =>
        WaitsForever(call, program)
        || WaitsForEnter(call, program)
        || WaitsForEvent(call, program)
        || Accepts(call, program)
        || IsFirstOfEndlessLoop(call, program);

    private static bool WaitsForever(InvocationExpressionSyntax call, PlainProgram program) => program.Calls(call) switch
    {
        "System.Threading.Thread.Sleep" => program.IsForever(call),
        "System.Threading.Tasks.Task.Delay" => program.IsForever(call) && IsWaitedFor(call),
        "System.Threading.Thread.Join" => call.Expression is MemberAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CurrentThread" } },
        _ => false,
    };

    /// <summary>A read from the console whose result nobody wants, while something else is at work; not a final "press any key".</summary>
    private static bool WaitsForEnter(InvocationExpressionSyntax call, PlainProgram program) =>
        program.Calls(call) is "System.Console.ReadLine" or "System.Console.ReadKey" or "System.Console.Read"
        && IsUnused(call)
        && StartedWork.GoesOnDuring(call, program);

    /// <summary>A wait for an event that only a shutdown hook sets: an event of other code's ends the program by itself.</summary>
    private static bool WaitsForEvent(InvocationExpressionSyntax call, PlainProgram program) =>
        call.ArgumentList.Arguments.Count == 0
        && program.Calls(call) is "System.Threading.WaitHandle.WaitOne" or "System.Threading.ManualResetEventSlim.Wait" or "System.Threading.SemaphoreSlim.Wait" or "System.Threading.SemaphoreSlim.WaitAsync"
        && call.Expression is MemberAccessExpressionSyntax { Expression: var waited }
        && program.IsSetByHooksOnly(waited);

    private static bool Accepts(InvocationExpressionSyntax call, PlainProgram program) =>
        program.Calls(call) is { } method
        && (method.StartsWith("System.Net.Sockets.TcpListener.Accept", StringComparison.Ordinal)
            || method.StartsWith("System.Net.Sockets.Socket.Accept", StringComparison.Ordinal)
            || method.StartsWith("System.Net.HttpListener.GetContext", StringComparison.Ordinal))
        && call.Ancestors().Any(static node => node is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax { Condition: null });

    private static bool IsFirstOfEndlessLoop(InvocationExpressionSyntax call, PlainProgram program) =>
        call.Ancestors().OfType<StatementSyntax>().LastOrDefault(program.IsEndless) is { } endless
        && FirstWaitOf(endless, program) == call;

    /// <summary>Of an endless loop's calls, the one in which it spends its time.</summary>
    private static InvocationExpressionSyntax? FirstWaitOf(SyntaxNode loop, PlainProgram program)
    {
        var calls = program.OwnCalls.Where(call => loop.Span.Contains(call.Span)).ToList();
        return calls.FirstOrDefault(static call => s_waits.Contains(call.MethodName()?.Identifier.ValueText ?? "")) ?? calls.LastOrDefault();
    }

    private static bool IsUnused(InvocationExpressionSyntax call) => call.Parent switch
    {
        ExpressionStatementSyntax => true,
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" }, Parent: ExpressionStatementSyntax } => true,
        _ => false,
    };

    /// <summary>A task that is awaited or waited for on the spot; not one of several in a race.</summary>
    private static bool IsWaitedFor(InvocationExpressionSyntax call) =>
        call.Ancestors()
            .TakeWhile(static node => node is MemberAccessExpressionSyntax or InvocationExpressionSyntax or AwaitExpressionSyntax or ParenthesizedExpressionSyntax)
            .LastOrDefault() is { Parent: ExpressionStatementSyntax } or { RawKind: (int)SyntaxKind.AwaitExpression };
}
