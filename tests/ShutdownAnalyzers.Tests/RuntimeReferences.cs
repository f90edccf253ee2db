using Microsoft.CodeAnalysis;
using ShutdownAnalyzers.Runtime;

namespace ShutdownAnalyzers;

/// <summary>The runtime package, as a project that has it installed references it.</summary>
internal static class RuntimeReferences
{
    public static MetadataReference[] All { get; } =
    [
        MetadataReference.CreateFromFile(typeof(IGracefulShutdown).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(Microsoft.AspNetCore.Builder.DrainApplicationBuilderExtensions).Assembly.Location),
    ];
}
