using ShutdownAnalyzers.EndToEnd.Fixture;
using ShutdownAnalyzers.Load;

namespace ShutdownAnalyzers.EndToEnd.Hosting;

/// <summary>A web app of the generation before <c>WebApplication</c>.</summary>
public sealed class StartupAppTests(PackageFeed feed)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task App_with_a_startup_class_is_fixed_in_both_files_and_stops_cleanly()
    {
        using var scratch = feed.NewScratch();
        scratch.Write("App/App.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="ShutdownAnalyzers" Version="{feed.Version}" PrivateAssets="all" />
              </ItemGroup>
            </Project>
            """);
        scratch.Write("App/Program.cs", """
            using Microsoft.AspNetCore.Hosting;
            using Microsoft.Extensions.Hosting;

            namespace App;

            public class Program
            {
                public static void Main(string[] args) => CreateHostBuilder(args).Build().Run();

                public static IHostBuilder CreateHostBuilder(string[] args) =>
                    Host.CreateDefaultBuilder(args)
                        .ConfigureWebHostDefaults(webBuilder => webBuilder.UseStartup<Startup>());
            }
            """);
        scratch.Write("App/Startup.cs", """
            using Microsoft.AspNetCore.Builder;
            using Microsoft.Extensions.DependencyInjection;

            namespace App;

            public class Startup
            {
                public void ConfigureServices(IServiceCollection services)
                {
                    services.AddRouting();
                }

                public void Configure(IApplicationBuilder app)
                {
                    app.UseRouting();
                }
            }
            """);
        var app = scratch.Dotnet("App", Cancellation);
        Assert.Equal(["Program.cs(8,79): SHUT101", "Program.cs(8,79): SHUT201"], await app.FindAsync());

        await app.FixAsync();

        Assert.Empty(await app.FindAsync());
        using var process = await AppProcess.StartAsync(scratch.PathOf("App/bin/Debug/net10.0/App.dll"), port: 0, Cancellation);
        process.Terminate();
        Assert.Equal(0, await process.WaitForExitAsync(Cancellation));
    }
}
