using ShutdownAnalyzers.EndToEnd.Fixture;

namespace ShutdownAnalyzers.EndToEnd.Hosting;

/// <summary>A library of the user's own that sets up every app the same way.</summary>
public sealed class ServiceDefaultsTests(PackageFeed feed)
{
    [Fact]
    public async Task App_whose_library_installs_the_drain_stays_silent()
    {
        using var scratch = feed.NewScratch();
        scratch.Write("Defaults/Defaults.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>
                <FrameworkReference Include="Microsoft.AspNetCore.App" />
                <PackageReference Include="ShutdownAnalyzers.Runtime.AspNetCore" Version="{feed.Version}" />
              </ItemGroup>
            </Project>
            """);
        scratch.Write("Defaults/Extensions.cs", """
            using Microsoft.AspNetCore.Builder;
            using Microsoft.Extensions.Hosting;

            namespace Defaults;

            public static class Extensions
            {
                public static void AddServiceDefaults(this IHostApplicationBuilder builder) => builder.AddGracefulShutdown();

                public static void UseServiceDefaults(this WebApplication app) => app.UseDrain();
            }
            """);
        scratch.Write("App/App.csproj", """
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="../Defaults/Defaults.csproj" />
              </ItemGroup>
            </Project>
            """);
        scratch.Write("App/Program.cs", """
            using Defaults;

            var builder = WebApplication.CreateBuilder(args);
            builder.AddServiceDefaults();
            var app = builder.Build();
            app.UseServiceDefaults();
            app.Run();
            """);

        Assert.Empty(await scratch.Dotnet("App", TestContext.Current.CancellationToken).FindAsync());
    }
}
