using Microsoft.CodeAnalysis;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Hosting;

/// <summary>What the assemblies that an app is built on register, as far as it can be seen.</summary>
/// <remarks>
/// The source of a referenced project is not asked although an editor has it: a build has not, and the two shall say the same.
/// Both see the mark that <see cref="MarkGenerator"/> leaves on a project with the package.
/// </remarks>
internal sealed class ReferencedAssemblies(Registration registration, Compilation compilation)
{
    private readonly Dictionary<IAssemblySymbol, Presence> _known = new(SymbolEqualityComparer.Default);

    /// <summary>What an assembly brings to those who hand it their builder, by itself or through an assembly that it is built on.</summary>
    public Presence Bring(IAssemblySymbol assembly)
    {
        if (_known.TryGetValue(assembly, out var known))
            return known;

        _known[assembly] = Presence.Absent;
        return _known[assembly] = Read(assembly);
    }

    private Presence Read(IAssemblySymbol assembly)
    {
        // What the package registers is known by its methods' names.
        if (FrameworkAssembly.Is(assembly) || assembly.Name.StartsWith("ShutdownAnalyzers.Runtime", StringComparison.Ordinal))
            return Presence.Absent;

        if (MarkOf(assembly) is { } mark)
            return mark;

        var own = ReadCode(assembly);
        return own is not Presence.Absent
            ? own
            : assembly.Modules.SelectMany(static module => module.ReferencedAssemblySymbols).Select(Bring).DefaultIfEmpty().Max();
    }

    private Presence? MarkOf(IAssemblySymbol assembly)
    {
        foreach (var attribute in assembly.GetAttributes())
            if (attribute.AttributeClass?.Name == "AssemblyMetadataAttribute"
                && attribute.ConstructorArguments is { Length: 2 } pair
                && Equals(pair[0].Value, registration.Mark))
                return Equals(pair[1].Value, MarkGenerator.Registered) ? Presence.Present : Presence.Absent;

        return null;
    }

    private Presence ReadCode(IAssemblySymbol assembly)
    {
        if (compilation.GetMetadataReference(assembly) is not PortableExecutableReference reference
            || MetadataUses.Of(reference) is not { BodiesAreStripped: false } uses)
            return Presence.Unknown;

        return registration.IsIn(uses) ? Presence.Present : Presence.Absent;
    }
}
