using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.BackgroundWork;

/// <summary>Whatever lets an app end with an exit code of its own.</summary>
internal sealed class ExitCode : Registration
{
    public override string Mark => "ShutdownAnalyzers.ExitCode";

    public override Option<ImmutableArray<string>> OwnMethods => Options.ShutdownHandlerMethods;

    public override bool IsIn(MetadataUses uses) =>
        uses.Contains("Environment.set_ExitCode") || uses.Contains("Environment.Exit") || uses.Contains("Environment.FailFast");

    private protected override bool IsInSource(Compilation compilation, FrameworkTypes types, CancellationToken cancel) =>
        compilation.GetEntryPoint(cancel)?.ReturnType is INamedTypeSymbol { SpecialType: SpecialType.System_Int32 } or INamedTypeSymbol { Arity: 1 }
        || new[] { "ExitCode", "Exit", "FailFast" }.SelectMany(compilation.MentionsOf).Any(mention => mention.Symbol(cancel)?.ContainingType.Is(types.Environment) is true);
}
