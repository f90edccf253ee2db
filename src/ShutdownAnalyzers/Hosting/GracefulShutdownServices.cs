using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Hosting;

/// <summary>The services of the package: the phases of a shutdown and, at its end, the forced exit.</summary>
internal sealed class GracefulShutdownServices : Registration
{
    public override string Mark => "ShutdownAnalyzers.Services";

    public override Option<ImmutableArray<string>> OwnMethods => Options.ShutdownHandlerMethods;

    public override bool IsIn(MetadataUses uses) =>
        uses.Contains("GracefulShutdownHostBuilderExtensions.AddGracefulShutdown")
        || uses.Contains("GracefulShutdownServiceCollectionExtensions.AddGracefulShutdown");

    private protected override bool IsInSource(Compilation compilation, FrameworkTypes types, CancellationToken cancel) =>
        PackageMethod.IsCalled("AddGracefulShutdown", compilation, cancel);
}
