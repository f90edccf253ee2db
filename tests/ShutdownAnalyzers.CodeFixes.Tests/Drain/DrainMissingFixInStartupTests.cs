using Microsoft.CodeAnalysis;
using ShutdownAnalyzers.Hosting;

namespace ShutdownAnalyzers.Drain;

public sealed class DrainMissingFixInStartupTests
{
    private const string Program = """
        Host.CreateDefaultBuilder(args)
            .ConfigureWebHostDefaults(web => web.UseStartup<Startup>())
            .Build()
            .[|Run|]();
        """;

    private const string UnmarkedProgram = """
        Host.CreateDefaultBuilder(args)
            .ConfigureWebHostDefaults(web => web.UseStartup<Startup>())
            .Build()
            .Run();
        """;

    [Fact]
    public Task Startup_class_in_a_file_of_its_own() => VerifyAsync(
        (Program, UnmarkedProgram),
        ("""
        public class Startup
        {
            public void ConfigureServices(IServiceCollection services)
            {
                services.AddRouting();
            }

            public void Configure(IApplicationBuilder app, IWebHostEnvironment environment)
            {
                if (environment.IsDevelopment())
                    app.UseDeveloperExceptionPage();

                app.UseRouting();
            }
        }
        """,
        """
        public class Startup
        {
            public void ConfigureServices(IServiceCollection services)
            {
                services.AddGracefulShutdown();
                services.AddRouting();
            }

            public void Configure(IApplicationBuilder app, IWebHostEnvironment environment)
            {
                app.UseDrain();
                if (environment.IsDevelopment())
                    app.UseDeveloperExceptionPage();

                app.UseRouting();
            }
        }
        """));

    [Fact]
    public Task Startup_class_of_expressions() => VerifyAsync(
        (Program, UnmarkedProgram),
        ("""
        public class Startup
        {
            public void ConfigureServices(IServiceCollection services) => services.AddRouting();

            public void Configure(IApplicationBuilder app) => app.UseRouting();
        }
        """,
        """
        public class Startup
        {
            public void ConfigureServices(IServiceCollection services)
            {
                services.AddGracefulShutdown();
                services.AddRouting();
            }

            public void Configure(IApplicationBuilder app)
            {
                app.UseDrain();
                app.UseRouting();
            }
        }
        """));

    [Fact]
    public Task Startup_class_without_services_leaves_them_to_the_host() => VerifyAsync(
        (Program,
        """
        Host.CreateDefaultBuilder(args)
            .ConfigureServices(services => services.AddGracefulShutdown())
            .ConfigureWebHostDefaults(web => web.UseStartup<Startup>())
            .Build()
            .Run();
        """),
        ("""
        public class Startup
        {
            public void Configure(IApplicationBuilder app)
            {
            }
        }
        """,
        """
        public class Startup
        {
            public void Configure(IApplicationBuilder app)
            {
                app.UseDrain();
            }
        }
        """));

    [Fact]
    public Task Lambda_instead_of_a_class() => VerifyAsync(
        ("""
        await CreateHostBuilder(args).Build().[|RunAsync|]();

        static IHostBuilder CreateHostBuilder(string[] args) =>
            Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.Configure(app => app.UseRouting()));
        """,
        """
        await CreateHostBuilder(args).Build().RunAsync();

        static IHostBuilder CreateHostBuilder(string[] args) =>
            Host.CreateDefaultBuilder(args).ConfigureServices(services => services.AddGracefulShutdown()).ConfigureWebHostDefaults(web => web.Configure(app =>
            {
                app.UseDrain();
                app.UseRouting();
            }));
        """));

    [Fact]
    public Task Namespaces_are_imported_where_they_are_not_yet()
    {
        var test = new AppFixTest<DrainMissingAnalyzer, DrainMissingFix>(ProjectKind.ClassLib)
        {
            TestCode = """
                using Microsoft.AspNetCore.Hosting;
                using Microsoft.Extensions.Hosting;

                Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.UseStartup<Shop.Startup>()).Build().[|Run|]();
                """,
            FixedCode = """
                using Microsoft.AspNetCore.Hosting;
                using Microsoft.Extensions.Hosting;

                Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.UseStartup<Shop.Startup>()).Build().Run();
                """,
        };
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        test.TestState.Sources.Add("""
            // The shop.
            namespace Shop
            {
                public class Startup
                {
                    public void ConfigureServices(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { }
                    public void Configure(Microsoft.AspNetCore.Builder.IApplicationBuilder app) { }
                }
            }
            """);
        test.FixedState.Sources.Add("""
            // The shop.
            using Microsoft.AspNetCore.Builder;
            using Microsoft.Extensions.DependencyInjection;

            namespace Shop
            {
                public class Startup
                {
                    public void ConfigureServices(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { services.AddGracefulShutdown(); }
                    public void Configure(Microsoft.AspNetCore.Builder.IApplicationBuilder app) { app.UseDrain(); }
                }
            }
            """);

        return test.VerifyAsync();
    }

    [Fact]
    public Task No_fix_where_the_startup_class_is_not_at_hand() =>
        new AppFixTest<DrainMissingAnalyzer, DrainMissingFix>(ProjectKind.Web).VerifyNoFixAsync("""
            Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.UseStartup(typeof(object))).Build().[|Run|]();
            """);

    private static Task VerifyAsync(params (string Source, string FixedSource)[] files)
    {
        var test = new AppFixTest<DrainMissingAnalyzer, DrainMissingFix>(ProjectKind.Web);
        foreach (var (source, fixedSource) in files)
        {
            test.TestState.Sources.Add(source);
            test.FixedState.Sources.Add(fixedSource);
        }

        return test.VerifyAsync();
    }
}
