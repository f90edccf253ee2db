using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Hosting;

/// <summary>Something an app registers once, anywhere: in its own source or in an assembly that is handed its builder.</summary>
internal abstract class Registration
{
    /// <summary>The key of the assembly metadata by which a referenced project says whether it has this.</summary>
    public abstract string Mark { get; }

    /// <summary>The user's own methods that do the same.</summary>
    public abstract Option<ImmutableArray<string>> OwnMethods { get; }

    /// <summary>Whether the assembly whose metadata uses these members has it.</summary>
    public abstract bool IsIn(MetadataUses uses);

    /// <summary>Whether an app has this, with the user's own methods as the options name them.</summary>
    public Presence In(Compilation compilation, ImmutableArray<string> ownMethods, CancellationToken cancel)
    {
        if (IsInSource(compilation, FrameworkTypes.Of(compilation), cancel) || MethodNames.AnyIsCalled(ownMethods, compilation, cancel))
            return Presence.Present;

        return HandOver.Brings(this, compilation, cancel);
    }

    private protected abstract bool IsInSource(Compilation compilation, FrameworkTypes types, CancellationToken cancel);
}
