using ShutdownAnalyzers.Hosting;

namespace ShutdownAnalyzers.Drain;

public sealed class DrainNotOutermostFixTests
{
    [Fact]
    public Task Moves_in_front_of_what_may_not_come_before() => VerifyAsync(
        """
        var app = WebApplication.Create(args);

        app.UseForwardedHeaders();

        // Files first.
        app.UseStaticFiles();
        app.UseAuthorization();

        // Stop well.
        app.[|UseDrain|](); // drains

        app.MapGet("/", () => 1);
        app.Run();
        """,
        """
        var app = WebApplication.Create(args);

        app.UseForwardedHeaders();

        // Stop well.
        app.UseDrain(); // drains
        // Files first.
        app.UseStaticFiles();
        app.UseAuthorization();

        app.MapGet("/", () => 1);
        app.Run();
        """);

    [Fact]
    public Task Moves_in_front_of_a_condition() => VerifyAsync(
        """
        var app = WebApplication.Create(args);
        if (app.Environment.IsDevelopment())
        {
            app.UseStatusCodePages();
        }

        app.[|UseDrain|]();
        app.Run();
        """,
        """
        var app = WebApplication.Create(args);
        app.UseDrain();
        if (app.Environment.IsDevelopment())
        {
            app.UseStatusCodePages();
        }

        app.Run();
        """);

    [Fact]
    public Task Moves_within_its_chain() => VerifyAsync(
        """
        class Startup
        {
            public void Configure(IApplicationBuilder app) => app
                .UseExceptionHandler("/error")
                .UseHsts()
                .UseRouting()
                .[|UseDrain|]()
                .UseCors();

            static void Main() { }
        }
        """,
        """
        class Startup
        {
            public void Configure(IApplicationBuilder app) => app
                .UseExceptionHandler("/error")
                .UseDrain()
                .UseHsts()
                .UseRouting()
                .UseCors();

            static void Main() { }
        }
        """);

    [Fact]
    public Task Leaves_the_chain_it_is_in() => VerifyAsync(
        """
        var app = WebApplication.Create(args);
        app.UseHsts();
        app.[|UseDrain|]().UseCors();
        app.Run();
        """,
        """
        var app = WebApplication.Create(args);
        app.UseDrain();
        app.UseHsts();
        app.UseCors();
        app.Run();
        """);

    [Fact]
    public Task Statements_on_one_line_stay_on_one_line() => VerifyAsync(
        "var app = WebApplication.Create(args); app.UseHsts(); app.[|UseDrain|](); app.Run();",
        "var app = WebApplication.Create(args); app.UseDrain(); app.UseHsts(); app.Run();");

    [Fact]
    public Task Lines_keep_their_endings() => VerifyAsync(
        "var app = WebApplication.Create(args);\r\napp.UseHsts();\napp.[|UseDrain|]();\r\n\r\napp.Run();\r\n",
        "var app = WebApplication.Create(args);\r\napp.UseDrain();\r\napp.UseHsts();\n\r\napp.Run();\r\n");

    [Fact]
    public Task Every_pipeline_of_a_file() => VerifyAsync(
        """
        var app = WebApplication.Create(args);
        app.UseWhen(context => true, branch =>
        {
            branch.UseRouting();
            branch.[|UseDrain|]();
        });
        app.[|UseDrain|]();
        app.Run();
        """,
        """
        var app = WebApplication.Create(args);
        app.UseDrain();
        app.UseWhen(context => true, branch =>
        {
            branch.UseDrain();
            branch.UseRouting();
        });
        app.Run();
        """);

    [Theory]
    [InlineData("app.UseHsts();\nif (args.Length > 0)\n{\n    app.[|UseDrain|]();\n}\n")]
    [InlineData("#if DEBUG\napp.UseHsts();\n#else\napp.UseHsts();\n#endif\napp.[|UseDrain|]();\n")]
    public Task No_fix_where_the_call_may_not_be_made(string pipeline)
    {
        var program = $"var app = WebApplication.Create(args);\n{pipeline}app.Run();\n";
        return VerifyAsync(program, program);
    }

    private static Task VerifyAsync(string source, string fixedSource) =>
        RuntimeFixTest<DrainNotOutermostAnalyzer, DrainNotOutermostFix>.VerifyAsync(source, fixedSource);
}
