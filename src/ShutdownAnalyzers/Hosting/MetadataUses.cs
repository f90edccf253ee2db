using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace ShutdownAnalyzers.Hosting;

/// <summary>What the code in an assembly's metadata uses, by name: members as <c>Type.Member</c>, base types and interfaces as <c>Type</c>.</summary>
internal sealed class MetadataUses
{
    private static readonly ConditionalWeakTable<MetadataId, MetadataUses> s_perImage = new();

    private readonly ImmutableHashSet<string> _names;

    private MetadataUses(ImmutableHashSet<string> names, bool bodiesAreStripped) => (_names, BodiesAreStripped) = (names, bodiesAreStripped);

    /// <summary>A reference assembly has the surface of the real one and none of its code.</summary>
    public bool BodiesAreStripped { get; }

    public bool Contains(string name) => _names.Contains(name);

    /// <summary>Reads the image that the compiler has loaded anyway; null if it cannot be read.</summary>
    public static MetadataUses? Of(PortableExecutableReference reference)
    {
        try
        {
            if (reference.GetMetadata() is not AssemblyMetadata assembly)
                return null;

            var reader = assembly.GetModules()[0].GetMetadataReader();
            return s_perImage.GetValue(assembly.Id, _ => Read(reader));
        }
        catch (Exception e) when (e is BadImageFormatException or IOException)
        {
            return null;
        }
    }

    private static MetadataUses Read(MetadataReader reader)
    {
        var names = ImmutableHashSet.CreateBuilder(StringComparer.Ordinal);
        foreach (var handle in reader.MemberReferences)
        {
            var member = reader.GetMemberReference(handle);
            if (NameOf(member.Parent, reader) is { } type)
                names.Add($"{type}.{reader.GetString(member.Name)}");
        }

        foreach (var handle in reader.TypeDefinitions)
        {
            var type = reader.GetTypeDefinition(handle);
            if (NameOf(type.BaseType, reader) is { } baseType)
                names.Add(baseType);

            foreach (var implemented in type.GetInterfaceImplementations())
                if (NameOf(reader.GetInterfaceImplementation(implemented).Interface, reader) is { } name)
                    names.Add(name);
        }

        return new(names.ToImmutable(), names.Contains("ReferenceAssemblyAttribute..ctor"));
    }

    private static string? NameOf(EntityHandle type, MetadataReader reader) =>
        type.Kind == HandleKind.TypeReference ? reader.GetString(reader.GetTypeReference((TypeReferenceHandle)type).Name) : null;
}
