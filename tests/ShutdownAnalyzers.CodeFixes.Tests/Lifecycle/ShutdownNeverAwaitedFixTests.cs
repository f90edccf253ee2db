namespace ShutdownAnalyzers.Lifecycle;

/// <summary>The fix of SHUT107.</summary>
public sealed class ShutdownNeverAwaitedFixTests
{
    [Theory]
    [InlineData("await Task.Delay(-1);")]
    [InlineData("await Task.Delay(Timeout.Infinite);")]
    [InlineData("Thread.Sleep(Timeout.Infinite);")]
    [InlineData("Console.ReadLine();")]
    [InlineData("new ManualResetEvent(false).WaitOne();")]
    [InlineData("Task.Delay(-1).Wait();")]
    public Task In_place_of_a_wait_for_nothing(string wait) => VerifyAsync(
        ProjectKind.Web,
        $"var app = WebApplication.Create(args);\nawait app.[|StartAsync|]();\nConsole.WriteLine(\"up\");\n{wait} // For ever.\nlocal();\nvoid local() {{ }}\n",
        "var app = WebApplication.Create(args);\nawait app.StartAsync();\nConsole.WriteLine(\"up\");\nawait app.WaitForShutdownAsync(); // For ever.\nlocal();\nvoid local() { }\n");

    [Fact]
    public Task Last_of_top_level_statements() => VerifyAsync(ProjectKind.Web, """
        var app = WebApplication.Create(args);
        await app.[|StartAsync|]();
        Console.WriteLine(app.Urls);

        static void Local() { }
        """, """
        var app = WebApplication.Create(args);
        await app.StartAsync();
        Console.WriteLine(app.Urls);
        await app.WaitForShutdownAsync();

        static void Local() { }
        """);

    [Fact]
    public Task Before_the_exit_code_of_a_Main_that_is_not_async() => VerifyAsync(ProjectKind.Console, """
        using Microsoft.Extensions.Hosting;

        class Program
        {
            static int Main()
            {
                using var host = new HostBuilder().Build();
                host.[|Start|]();
                return 0;
            }
        }
        """, """
        using Microsoft.Extensions.Hosting;

        class Program
        {
            static int Main()
            {
                using var host = new HostBuilder().Build();
                host.Start();
                host.WaitForShutdown();
                return 0;
            }
        }
        """);

    [Theory]
    [InlineData("await app.[|StartAsync|](); while (true) { await Task.Delay(1000); }")]
    [InlineData("await new HostBuilder().Build().[|StartAsync|]();")]
    public Task No_fix(string statements)
    {
        var source = $"var app = WebApplication.Create(args);\n{statements}\n";
        return VerifyAsync(ProjectKind.Web, source, source);
    }

    private static Task VerifyAsync(ProjectKind kind, string source, string fixedSource)
    {
        var test = new FixTest<ShutdownNeverAwaitedAnalyzer, ShutdownNeverAwaitedFix>(kind) { TestCode = source, FixedCode = fixedSource };
        test.ReferenceAssemblies = new FixTest<ShutdownNeverAwaitedAnalyzer, ShutdownNeverAwaitedFix>(ProjectKind.Worker).ReferenceAssemblies;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
