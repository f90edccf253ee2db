namespace ShutdownAnalyzers.ProjectFiles;

/// <summary>Project files as templates make them.</summary>
internal static class AppProject
{
    /// <summary>A project that references these packages besides the rules.</summary>
    public static string Sdk(params string[] packages) => $"""
        <Project Sdk="Microsoft.NET.Sdk.Web">

          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
          </PropertyGroup>

          <ItemGroup>
            <PackageReference Include="ShutdownAnalyzers" Version="0.1.0" PrivateAssets="all" />
        {string.Concat(packages.Select(static package => $"    <PackageReference Include=\"{package}\" Version=\"0.1.0\" />\n"))}  </ItemGroup>

        </Project>

        """;
}
