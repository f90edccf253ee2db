using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Hosting;

/// <summary>Services that the host starts and stops.</summary>
internal static class HostedService
{
    private static readonly HashSet<string> s_members = ["ExecuteAsync", "StartAsync", "StopAsync", "StartingAsync", "StartedAsync", "StoppingAsync", "StoppedAsync"];

    /// <summary>Whether the host itself calls the method, as one of a service's.</summary>
    public static bool IsRunByHost(IMethodSymbol method, FrameworkTypes types) =>
        s_members.Contains(method.Name.Substring(method.Name.LastIndexOf('.') + 1)) && method.ContainingType.IsA(types.IHostedService);

    /// <summary>Whether the project has a hosted service that takes notice of being stopped.</summary>
    public static bool AnyStopDoesWork(Compilation compilation, FrameworkTypes types, CancellationToken cancel) =>
        AnyIsLifecycleService(compilation, types, cancel)
        || compilation.MentionsOf("StopAsync").Any(mention => StopDoesWork(mention, types, cancel))
        || compilation.MentionsOf("ExecuteAsync").Any(mention => UsesStoppingToken(mention, types, cancel));

    /// <summary>Whether the method is the long-running one of a background service: its token is cancelled when the service is stopped.</summary>
    public static bool IsExecuteOfBackgroundService(this IMethodSymbol method, FrameworkTypes types) =>
        method is { Name: "ExecuteAsync", IsOverride: true, Parameters.Length: 1 } && method.ContainingType.IsA(types.BackgroundService);

    /// <summary>Whether the host calls the method to stop a service: its token is cancelled when the time to stop is up.</summary>
    public static bool IsStopOfHostedService(this IMethodSymbol method, FrameworkTypes types) =>
        method.Parameters.Length == 1
        && method.Name.Substring(method.Name.LastIndexOf('.') + 1) switch // An explicit implementation is named after its interface.
        {
            "StopAsync" => method.ContainingType.IsA(types.IHostedService),
            "StoppingAsync" or "StoppedAsync" => method.ContainingType.IsA(types.IHostedLifecycleService),
            _ => false,
        };

    private static bool AnyIsLifecycleService(Compilation compilation, FrameworkTypes types, CancellationToken cancel) =>
        types.IHostedLifecycleService is { } lifecycle
        && compilation.MentionsOf(lifecycle.Name).Any(mention => (mention.Symbol(cancel) as ITypeSymbol).Is(lifecycle));

    private static bool StopDoesWork(Mention mention, FrameworkTypes types, CancellationToken cancel) =>
        mention.Node is MethodDeclarationSyntax method
        && DoesWork(method)
        && IsMemberOf(types.IHostedService, method, mention.Model, cancel);

    private static bool UsesStoppingToken(Mention mention, FrameworkTypes types, CancellationToken cancel) =>
        mention.Node is MethodDeclarationSyntax method
        && method.ParameterList.Parameters.FirstOrDefault() is { } stoppingToken
        && BodyOf(method) is { } body
        && body.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == stoppingToken.Identifier.ValueText)
        && IsMemberOf(types.BackgroundService, method, mention.Model, cancel);

    private static bool IsMemberOf(INamedTypeSymbol? framework, MethodDeclarationSyntax method, SemanticModel model, CancellationToken cancel) =>
        model.GetDeclaredSymbol(method, cancel)?.ContainingType.IsA(framework) is true;

    /// <summary>A stop that only hands back a finished task, calls its base or throws does none.</summary>
    private static bool DoesWork(MethodDeclarationSyntax method) => method switch
    {
        { ExpressionBody.Expression: var expression } => !IsFinished(expression),
        { Body.Statements: { Count: <= 1 } statements } => statements.Any(DoesWork),
        { Body: not null } => true,
        _ => false,
    };

    private static bool DoesWork(StatementSyntax only) => only switch
    {
        ReturnStatementSyntax { Expression: var result } => result is not null && !IsFinished(result),
        ExpressionStatementSyntax { Expression: AwaitExpressionSyntax awaited } => !IsFinished(awaited),
        _ => only is not ThrowStatementSyntax,
    };

    private static bool IsFinished(ExpressionSyntax expression) => expression switch
    {
        AwaitExpressionSyntax awaited => IsFinished(awaited.Expression),
        ThrowExpressionSyntax => true,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CompletedTask" } => true,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax } } => true,
        _ => expression.IsKind(SyntaxKind.DefaultLiteralExpression),
    };

    private static SyntaxNode? BodyOf(MethodDeclarationSyntax method) => (SyntaxNode?)method.Body ?? method.ExpressionBody;
}
