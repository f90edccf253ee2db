using Microsoft.CodeAnalysis;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Hosting;

/// <summary>What an assembly that an app is built on registers, as far as it can be seen.</summary>
/// <remarks>
/// The source of a referenced project is not asked although an editor has it: a build has not, and the two shall say the same.
/// Both see the mark that <see cref="MarkGenerator"/> leaves on a project with the package.
/// </remarks>
internal static class ReferencedAssembly
{
    /// <summary>What an assembly, or one that it is built on itself, brings.</summary>
    public static Presence Brings(Registration registration, IAssemblySymbol assembly, Compilation compilation)
    {
        var visited = new HashSet<IAssemblySymbol>(SymbolEqualityComparer.Default);
        return BringsWith(assembly);

        Presence BringsWith(IAssemblySymbol one)
        {
            if (FrameworkAssembly.Is(one) || IsThePackage(one) || !visited.Add(one))
                return Presence.Absent;

            if (MarkOf(registration, one) is { } mark)
                return mark;

            var own = BringsItself(registration, one, compilation);
            return own is not Presence.Absent
                ? own
                : one.Modules.SelectMany(static module => module.ReferencedAssemblySymbols).Select(BringsWith).DefaultIfEmpty().Max();
        }
    }

    // What the package registers is known by its methods' names.
    private static bool IsThePackage(IAssemblySymbol assembly) => assembly.Name.StartsWith("ShutdownAnalyzers.Runtime", StringComparison.Ordinal);

    private static Presence? MarkOf(Registration registration, IAssemblySymbol assembly)
    {
        foreach (var attribute in assembly.GetAttributes())
            if (attribute.AttributeClass?.Name == "AssemblyMetadataAttribute"
                && attribute.ConstructorArguments is { Length: 2 } pair
                && Equals(pair[0].Value, registration.Mark))
                return Equals(pair[1].Value, MarkGenerator.Registered) ? Presence.Present : Presence.Absent;

        return null;
    }

    private static Presence BringsItself(Registration registration, IAssemblySymbol assembly, Compilation compilation)
    {
        if (compilation.GetMetadataReference(assembly) is not PortableExecutableReference reference
            || MetadataUses.Of(reference) is not { BodiesAreStripped: false } uses)
            return Presence.Unknown;

        return registration.IsIn(uses) ? Presence.Present : Presence.Absent;
    }
}
