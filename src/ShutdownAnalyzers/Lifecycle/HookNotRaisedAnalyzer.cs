using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Lifecycle;

/// <summary>SHUT104: a program without a host that relies on an event which SIGTERM does not raise.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HookNotRaisedAnalyzer() : MentionAnalyzer(s_hooks, s_rule)
{
    private static readonly ImmutableArray<string> s_hooks = ["ProcessExit", "Unloading", "CancelKeyPress"];

    private static readonly DiagnosticDescriptor s_rule = Rule.Warning(
        "SHUT104",
        "Hook that SIGTERM does not raise",
        "'{0}' is not raised by SIGTERM: the signal kills this program at once, and nothing of it runs",
        "Since .NET 10 the runtime does not handle SIGTERM by itself: without a host or a registration of its own a program is killed, and no exit event is raised. CancelKeyPress never was raised by SIGTERM.");

    private static readonly ShutdownHandler s_handler = new();

    private protected override bool CanOccur(FrameworkTypes types) => types.PosixSignalRegistration is not null;

    private protected override void Check(Mention mention, FileContext file)
    {
        if (!IsHook(mention, file.Cancel)
            || EntryPoint.Of(file.Compilation, file.Cancel) is null
            || Hosting.Platform.HandlesSigterm(file.Compilation)
            || BuildsHost(file.Compilation, file.Cancel)
            || s_handler.In(file.Compilation, file.Read(Options.ShutdownHandlerMethods), file.Cancel) is not Presence.Absent
            || s_hooks.SelectMany(file.Compilation.MentionsOf).First(hook => IsHook(hook, file.Cancel)) != mention)
            return;

        file.Report(s_rule, mention.Node.GetLocation(), mention.Token.ValueText);
    }

    private static bool IsHook(Mention mention, CancellationToken cancel)
    {
        SyntaxNode subscribed = mention.Node.Parent is MemberAccessExpressionSyntax access ? access : mention.Node;
        return subscribed.Parent.IsKind(SyntaxKind.AddAssignmentExpression)
            && ((AssignmentExpressionSyntax)subscribed.Parent!).Left == subscribed
            && IsOfTheProcess(subscribed)
            && mention.Symbol(cancel) is IEventSymbol { ContainingType.Name: "AppDomain" or "AssemblyLoadContext" or "Console", ContainingNamespace: var owner }
            && (owner.Name is "System" or "Loader");
    }

    /// <summary>The load context of a plug-in is unloaded long before the process ends.</summary>
    private static bool IsOfTheProcess(SyntaxNode hook) =>
        hook is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Unloading", Expression: var context }
        || context.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(static name => name.Identifier.ValueText is "Default" or "GetLoadContext");

    private static bool BuildsHost(Compilation compilation, CancellationToken cancel) =>
        FrameworkTypes.Of(compilation).CanPutAnAppTogether()
        && WatchedNames.Composition.SelectMany(compilation.MentionsOf).Any(mention => mention.Symbol(cancel) is ITypeSymbol { ContainingAssembly: { } assembly } && FrameworkAssembly.Is(assembly));
}
