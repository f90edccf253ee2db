using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Drain;

/// <summary>A health check that sees the app stop: the package's, one of the framework's packages, or the user's own.</summary>
internal sealed class DrainReadiness : Registration
{
    public override string Mark => "ShutdownAnalyzers.Readiness";

    public override Option<ImmutableArray<string>> OwnMethods => Options.ShutdownHandlerMethods;

    public override bool IsIn(MetadataUses uses) =>
        uses.Contains("DrainReadinessHealthChecksBuilderExtensions.AddDrainReadiness")
        || uses.Contains("IHealthCheck") && uses.Contains("IHostApplicationLifetime.get_ApplicationStopping");

    private protected override bool IsInSource(Compilation compilation, FrameworkTypes types, CancellationToken cancel) =>
        PackageMethod.IsCalled("AddDrainReadiness", compilation, cancel)
        || PackageMethod.IsCalled("AddApplicationLifecycleHealthCheck", compilation, cancel)
        || compilation.MentionsOf("IHealthCheck").Any(mention => IsCheckThatSeesTheStop(mention, types, cancel))
        || IsAddedInPlace("AddCheck", compilation)
        || IsAddedInPlace("AddAsyncCheck", compilation);

    private static bool IsCheckThatSeesTheStop(Mention mention, FrameworkTypes types, CancellationToken cancel) =>
        mention.Node.Parent is BaseTypeSyntax { Parent.Parent: TypeDeclarationSyntax check }
        && ShutdownWords.AreIn(check)
        && (mention.Symbol(cancel) as ITypeSymbol).Is(types.IHealthCheck);

    private static bool IsAddedInPlace(string method, Compilation compilation) =>
        compilation.MentionsOf(method).Any(static mention => ShutdownWords.AreIn(mention.Call?.ArgumentList));
}
