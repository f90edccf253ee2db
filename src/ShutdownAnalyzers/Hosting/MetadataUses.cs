using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace ShutdownAnalyzers.Hosting;

/// <summary>What the code in an assembly's metadata uses, by name: members as <c>Type.Member</c>, base types and interfaces as <c>Type</c>.</summary>
internal sealed class MetadataUses
{
    private const string StripsBodies = "ReferenceAssemblyAttribute..ctor";

    /// <summary>All that is ever asked for: of the thousands of members that an assembly uses, no others are kept.</summary>
    private static readonly ImmutableHashSet<string> s_asked =
    [
        StripsBodies,
        "PosixSignalRegistration.Create", "HttpResponse.set_StatusCode",
        "IHostApplicationLifetime.get_ApplicationStopping", "IHostApplicationLifetime.get_ApplicationStopped",
        "IApplicationLifetime.get_ApplicationStopping", "IApplicationLifetime.get_ApplicationStopped",
        "IHostedService", "IHostedLifecycleService", "BackgroundService",
        "GracefulShutdownHostBuilderExtensions.AddGracefulShutdown", "GracefulShutdownServiceCollectionExtensions.AddGracefulShutdown",
        "DrainApplicationBuilderExtensions.UseDrain",
        "Environment.set_ExitCode", "Environment.Exit", "Environment.FailFast",
        "IHealthCheck", "DrainReadinessHealthChecksBuilderExtensions.AddDrainReadiness",
    ];

    private static readonly ConditionalWeakTable<MetadataId, MetadataUses> s_perImage = new();

    private readonly ImmutableHashSet<string> _names;

    private MetadataUses(IEnumerable<string> names) => _names = s_asked.Intersect(names);

    /// <summary>A reference assembly has the surface of the real one and none of its code.</summary>
    public bool BodiesAreStripped => _names.Contains(StripsBodies);

    public bool Contains(string name) => _names.Contains(name);

    /// <summary>Reads the image that the compiler has loaded anyway; null if it cannot be read.</summary>
    public static MetadataUses? Of(PortableExecutableReference reference)
    {
        try
        {
            if (reference.GetMetadata() is not AssemblyMetadata assembly)
                return null;

            var reader = assembly.GetModules()[0].GetMetadataReader();
            return s_perImage.GetValue(assembly.Id, _ => new MetadataUses(Members(reader).Concat(BaseTypes(reader))));
        }
        catch (Exception e) when (e is BadImageFormatException or IOException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Members(MetadataReader reader) =>
        from handle in reader.MemberReferences
        let member = reader.GetMemberReference(handle)
        let type = NameOf(member.Parent, reader)
        where type is not null
        select $"{type}.{reader.GetString(member.Name)}";

    private static IEnumerable<string> BaseTypes(MetadataReader reader) =>
        from handle in reader.TypeDefinitions
        let type = reader.GetTypeDefinition(handle)
        from inherited in type.GetInterfaceImplementations().Select(implemented => reader.GetInterfaceImplementation(implemented).Interface).Append(type.BaseType)
        let name = NameOf(inherited, reader)
        where name is not null
        select name;

    private static string? NameOf(EntityHandle type, MetadataReader reader) =>
        type.Kind == HandleKind.TypeReference ? reader.GetString(reader.GetTypeReference((TypeReferenceHandle)type).Name) : null;
}
