using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Lifecycle;

/// <summary>Whatever gives an app a chance to act when it is told to stop.</summary>
internal sealed class ShutdownHandler : Registration
{
    private const int Sigterm = -4;

    private static readonly ImmutableArray<string> s_stoppingTokens = ["ApplicationStopping", "ApplicationStopped"];

    private static readonly ImmutableArray<string> s_exitHooks = ["ProcessExit", "Unloading"];

    public override string Mark => "ShutdownAnalyzers.ShutdownHandler";

    public override Option<ImmutableArray<string>> OwnMethods => Options.ShutdownHandlerMethods;

    public override bool IsIn(MetadataUses uses) =>
        uses.Contains("GracefulShutdownHostBuilderExtensions.AddGracefulShutdown")
        || uses.Contains("GracefulShutdownServiceCollectionExtensions.AddGracefulShutdown")
        || uses.Contains("PosixSignalRegistration.Create")
        || s_stoppingTokens.Any(token => uses.Contains($"IHostApplicationLifetime.get_{token}") || uses.Contains($"IApplicationLifetime.get_{token}"))
        || uses.Contains("IHostedService")
        || uses.Contains("IHostedLifecycleService")
        || uses.Contains("BackgroundService");

    private protected override bool IsInSource(Compilation compilation, FrameworkTypes types, CancellationToken cancel) =>
        PackageMethod.IsCalled("AddGracefulShutdown", compilation, cancel)
        || s_stoppingTokens.SelectMany(compilation.MentionsOf).Any(mention => LifetimeTokens.Of(mention.Symbol(cancel), types) is not null)
        || compilation.MentionsOf("PosixSignalRegistration").Any(mention => IsRegistrationOfSigterm(mention, types, cancel))
        || HostedService.AnyStopDoesWork(compilation, types, cancel)
        || Hosting.Platform.HandlesSigterm(compilation) && s_exitHooks.SelectMany(compilation.MentionsOf).Any(mention => mention.Symbol(cancel) is IEventSymbol);

    private static bool IsRegistrationOfSigterm(Mention mention, FrameworkTypes types, CancellationToken cancel)
    {
        var call = mention.Node.Ancestors().TakeWhile(static node => node is MemberAccessExpressionSyntax or InvocationExpressionSyntax)
            .OfType<InvocationExpressionSyntax>().FirstOrDefault();
        if (call?.ArgumentList.Arguments.FirstOrDefault() is not { } signal || !(mention.Symbol(cancel) as ITypeSymbol).Is(types.PosixSignalRegistration))
            return false;

        // A signal that is not constant may be any, such as one of a list that is walked.
        return mention.Model.GetConstantValue(signal.Expression, cancel) is not { HasValue: true, Value: not Sigterm };
    }
}
