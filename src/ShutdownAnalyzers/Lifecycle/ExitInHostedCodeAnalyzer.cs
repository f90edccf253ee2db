using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;
using ShutdownAnalyzers.Ownership;

namespace ShutdownAnalyzers.Lifecycle;

/// <summary>SHUT109: code that a host runs ends the process under it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ExitInHostedCodeAnalyzer() : MentionAnalyzer(["Exit", "FailFast", "Kill"], s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = Rule.Warning(
        "SHUT109",
        "Exit inside hosted code",
        "'{0}' ends the process at once: requests in flight are cut, no service is stopped, nothing is disposed",
        "The host does not get to stop: no StopAsync runs, no log is flushed. Setting the exit code and asking the host to stop ends the process, too, and loses nothing.");

    private protected override bool CanOccur(FrameworkTypes types) => types.IHost is not null || types.IWebHost is not null || types.IHostedService is not null;

    private protected override void Check(Mention mention, FileContext file)
    {
        if (mention.Call is not { } call || !EndsTheProcess(call, mention.Token.ValueText, file))
            return;

        var isFault = RunBy.Of(call, file.Model, file.Cancel) switch
        {
            Runner.Request or Runner.HostedService => true,
            Runner.LifetimeCallback => !IsForcedExit(call),
            _ => false,
        };
        if (isFault)
            file.Report(s_rule, mention.Node.GetLocation(), mention.Token.ValueText);
    }

    private static bool EndsTheProcess(InvocationExpressionSyntax call, string name, FileContext file)
    {
        if (file.Model.GetSymbolInfo(call, file.Cancel).Symbol is not IMethodSymbol { ContainingType: var type })
            return false;

        return name is "Kill"
            ? type.Is(file.Types.Process) && call.Expression is MemberAccessExpressionSyntax { Expression: var process } && IsOwn(process, file)
            : type.Is(file.Types.Environment);
    }

    private static bool IsOwn(ExpressionSyntax process, FileContext file) =>
        file.Model.GetOperation(process, file.Cancel) is { } value && AllSources(value, source => source is IInvocationOperation call && IsOwn(call, file.Types));

    private static bool IsOwn(IInvocationOperation process, FrameworkTypes types) => process.TargetMethod.Name switch
    {
        "GetCurrentProcess" => true,
        "GetProcessById" => process.Arguments.For("processId") is { } id
            && AllSources(id, source => source is IPropertyReferenceOperation { Property: { Name: "ProcessId", ContainingType: var type } } && type.Is(types.Environment)),
        _ => false,
    };

    private static bool AllSources(IOperation value, Predicate<IOperation> isOwn) =>
        value.Sources().ToList() is { Count: > 0 } sources && sources.TrueForAll(isOwn);

    /// <summary>Who waits first gives the shutdown its time, and ends what is left of it.</summary>
    private static bool IsForcedExit(InvocationExpressionSyntax exit) =>
        exit.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>() is SyntaxNode function && HasWaitBefore(exit, function)
        || exit.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>() is { } method && HasWaitBefore(exit, method);

    private static bool HasWaitBefore(SyntaxNode exit, SyntaxNode function) =>
        function.DescendantNodes().Any(node => node.SpanStart < exit.SpanStart && (node is AwaitExpressionSyntax || BlockingCall.MayBe(node)));
}
