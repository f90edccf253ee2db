using ShutdownAnalyzers.EndToEnd.Fixture;
using ShutdownAnalyzers.Load;
using ShutdownAnalyzers.Scratch;

namespace ShutdownAnalyzers.EndToEnd.Templates;

/// <summary>The projects that <c>dotnet new</c> makes, with the package added.</summary>
public sealed class TemplateTests(PackageFeed feed)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("web", "Program.cs(6,5)")]
    [InlineData("webapi", "Program.cs(36,5)")]
    public async Task Web_app_is_told_what_it_lacks_and_fixed(string template, string runCall)
    {
        using var scratch = feed.NewScratch();
        var app = await NewAsync(scratch, template);

        Assert.Equal([$"{runCall}: SHUT101", $"{runCall}: SHUT201"], await app.FindAsync());

        await app.FixAsync();
        Assert.Empty(await app.FindAsync());
        using var process = await AppProcess.StartAsync(scratch.PathOf("App/bin/Debug/net10.0/App.dll"), port: 0, Cancellation);
        process.Terminate();
        Assert.Equal(0, await process.WaitForExitAsync(Cancellation));
    }

    [Fact]
    public async Task Worker_has_nothing_to_fix()
    {
        using var scratch = feed.NewScratch();
        var worker = await NewAsync(scratch, "worker");

        Assert.Empty(await worker.FindAsync());
        using var process = AppProcess.Start(scratch.PathOf("App/bin/Debug/net10.0/App.dll"));
        await process.WaitForOutputAsync("Application started", Cancellation);
        process.Terminate();
        Assert.Equal(0, await process.WaitForExitAsync(Cancellation));
    }

    [Fact]
    public async Task Console_has_nothing_to_fix_until_it_waits()
    {
        using var scratch = feed.NewScratch();
        var console = await NewAsync(scratch, "console");
        Assert.Empty(await console.FindAsync());

        scratch.Write("App/Program.cs", "Console.WriteLine(\"waiting\");\nThread.Sleep(Timeout.Infinite);\n");
        Assert.Equal(["Program.cs(2,8): SHUT101"], await console.FindAsync());

        await console.FixAsync();
        Assert.Empty(await console.FindAsync());
        using var process = AppProcess.Start(scratch.PathOf("App/bin/Debug/net10.0/App.dll"));
        await process.WaitForOutputAsync("waiting", Cancellation);
        process.Terminate();
        Assert.Equal(0, await process.WaitForExitAsync(Cancellation));
    }

    private static async Task<DotnetCli> NewAsync(ScratchFolder scratch, string template)
    {
        await scratch.Dotnet("", Cancellation).RunAsync("new", template, "-n", "App", "--no-restore");
        var app = scratch.Dotnet("App", Cancellation);
        await app.RunAsync("add", "package", "ShutdownAnalyzers");
        return app;
    }
}
