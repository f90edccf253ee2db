using System.Reflection;

namespace ShutdownAnalyzers.ProjectFiles;

/// <summary>The packages that fixes add. They are released together with the rules, so they have the rules' version.</summary>
internal static class RuntimePackage
{
    public const string AnyHost = "ShutdownAnalyzers.Runtime";
    public const string AspNetCore = "ShutdownAnalyzers.Runtime.AspNetCore";

    /// <summary>The first .NET that the packages run on.</summary>
    public const int OldestFramework = 10;

    public static string Version { get; } = typeof(RuntimePackage).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
