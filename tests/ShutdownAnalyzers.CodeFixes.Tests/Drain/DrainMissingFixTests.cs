using ShutdownAnalyzers.Hosting;

namespace ShutdownAnalyzers.Drain;

public sealed class DrainMissingFixTests
{
    [Fact]
    public Task Minimal_app() => VerifyAsync(
        """
        var builder = WebApplication.CreateBuilder(args);
        var app = builder.Build();

        app.MapGet("/", () => "Hello World!");

        app.[|Run|]();
        """,
        """
        var builder = WebApplication.CreateBuilder(args);
        builder.AddGracefulShutdown();
        var app = builder.Build();
        app.UseDrain();

        app.MapGet("/", () => "Hello World!");

        app.Run();
        """);

    [Fact]
    public Task Variables_keep_the_names_the_user_gave_them() => VerifyAsync(
        """
        var web = WebApplication.CreateSlimBuilder(args);
        web.Services.AddRouting();
        await using var shop = web.Build();
        shop.UseRouting();
        await shop.[|RunAsync|]();
        """,
        """
        var web = WebApplication.CreateSlimBuilder(args);
        web.AddGracefulShutdown();
        web.Services.AddRouting();
        await using var shop = web.Build();
        shop.UseDrain();
        shop.UseRouting();
        await shop.RunAsync();
        """);

    [Fact]
    public Task App_without_a_builder_gets_one() => VerifyAsync(
        """
        var app = WebApplication.Create(args);
        app.MapGet("/", () => "Hello World!");
        app.[|Run|]();
        """,
        """
        var builder = WebApplication.CreateBuilder(args);
        builder.AddGracefulShutdown();
        var app = builder.Build();
        app.UseDrain();
        app.MapGet("/", () => "Hello World!");
        app.Run();
        """);

    [Fact]
    public Task Chain_is_broken_up_behind_its_comment() => VerifyAsync(
        """
        // Serve.
        WebApplication.CreateBuilder(args).Build().[|Run|]();
        """,
        """
        // Serve.
        var builder = WebApplication.CreateBuilder(args);
        builder.AddGracefulShutdown();
        var app = builder.Build();
        app.UseDrain();
        app.Run();
        """);

    [Fact]
    public Task App_kept_as_a_host_is_drained_before_that() => VerifyAsync(
        """
        var builder = WebApplication.CreateBuilder(args);
        IHost app = builder.Build();
        app.[|Run|]();
        """,
        """
        var builder = WebApplication.CreateBuilder(args);
        builder.AddGracefulShutdown();
        var app2 = builder.Build();
        app2.UseDrain();
        IHost app = app2;
        app.Run();
        """);

    [Fact]
    public Task What_is_there_is_not_added_again_even_if_it_does_not_bind() => VerifyAsync(
        """
        var builder = WebApplication.CreateBuilder(args);
        builder.{|CS1061:AddGracefulShutdown|}();
        var app = builder.Build();
        app.{|SHUT201:Run|}();
        """,
        """
        var builder = WebApplication.CreateBuilder(args);
        builder.AddGracefulShutdown();
        var app = builder.Build();
        app.UseDrain();
        app.Run();
        """);

    [Fact]
    public Task Statements_on_one_line_stay_on_one_line() => VerifyAsync(
        """
        var builder = WebApplication.CreateBuilder(args); var app = builder.Build(); app.[|Run|]();
        """,
        """
        var builder = WebApplication.CreateBuilder(args); builder.AddGracefulShutdown(); var app = builder.Build(); app.UseDrain(); app.Run();
        """);

    [Fact]
    public Task Each_new_line_ends_as_its_neighbour_does() => VerifyAsync(
        "var builder = WebApplication.CreateBuilder(args);\r\nvar app = builder.Build();\napp.[|Run|]();\r\n",
        "var builder = WebApplication.CreateBuilder(args);\r\nbuilder.AddGracefulShutdown();\r\nvar app = builder.Build();\napp.UseDrain();\napp.Run();\r\n");

    [Fact]
    public Task Main_method_and_comments() => VerifyAsync(
        """
        namespace Shop;

        public static class Program
        {
            public static async Task Main(string[] args)
            {
                var builder = WebApplication.CreateBuilder(args); // the builder

                // the app
                var app = builder.Build(); // built

                await app.[|RunAsync|]();
            }
        }
        """,
        """
        namespace Shop;

        public static class Program
        {
            public static async Task Main(string[] args)
            {
                var builder = WebApplication.CreateBuilder(args); // the builder
                builder.AddGracefulShutdown();

                // the app
                var app = builder.Build(); // built
                app.UseDrain();

                await app.RunAsync();
            }
        }
        """);

    [Fact]
    public Task App_made_by_a_method_of_the_users_own() => VerifyAsync(
        """
        Shop.Build(args).[|Run|]();

        static class Shop
        {
            public static WebApplication Build(string[] args)
            {
                var builder = WebApplication.CreateBuilder(args);
                return builder.Build();
            }
        }
        """,
        """
        Shop.Build(args).Run();

        static class Shop
        {
            public static WebApplication Build(string[] args)
            {
                var builder = WebApplication.CreateBuilder(args);
                builder.AddGracefulShutdown();
                var app = builder.Build();
                app.UseDrain();
                return app;
            }
        }
        """);

    [Fact]
    public Task Builder_that_is_made_in_two_ways_is_met_where_the_app_is_built() => VerifyAsync(
        """
        var builder = args.Length > 0 ? WebApplication.CreateSlimBuilder(args) : WebApplication.CreateBuilder(args);
        var app = builder.Build();
        app.[|Run|]();
        """,
        """
        var builder = args.Length > 0 ? WebApplication.CreateSlimBuilder(args) : WebApplication.CreateBuilder(args);
        builder.AddGracefulShutdown();
        var app = builder.Build();
        app.UseDrain();
        app.Run();
        """);

    [Fact]
    public Task No_fix_where_there_is_no_place_for_a_statement() => NoFixAsync(
        """
        Shop.Build(args).[|Run|]();

        static class Shop
        {
            public static WebApplication Build(string[] args) => WebApplication.CreateBuilder(args).Build();
        }
        """);

    [Fact]
    public Task No_fix_where_several_apps_are_built() => NoFixAsync(
        """
        var app = args.Length > 0 ? WebApplication.CreateSlimBuilder(args).Build() : WebApplication.CreateBuilder(args).Build();
        app.[|Run|]();
        """);

    private static Task VerifyAsync(string source, string fixedSource) =>
        new AppFixTest<DrainMissingAnalyzer, DrainMissingFix>(ProjectKind.Web) { TestCode = source, FixedCode = fixedSource }.VerifyAsync();

    private static Task NoFixAsync(string source) => new AppFixTest<DrainMissingAnalyzer, DrainMissingFix>(ProjectKind.Web).VerifyNoFixAsync(source);
}
