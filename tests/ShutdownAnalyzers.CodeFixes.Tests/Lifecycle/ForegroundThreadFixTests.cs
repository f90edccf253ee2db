namespace ShutdownAnalyzers.Lifecycle;

/// <summary>The fix of SHUT110.</summary>
public sealed class ForegroundThreadFixTests
{
    [Fact]
    public Task Makes_it_a_background_thread() => VerifyAsync("""
        var app = WebApplication.Create(args);
        [|new Thread|](Poll).Start();
        var thread = [|new Thread|](Poll) { Name = "poll" }; // Slow.
        thread.Start();
        Thread other = [|new|](Poll);
        other.Start();
        app.Run();

        static void Poll() { }
        """, """
        var app = WebApplication.Create(args);
        new Thread(Poll) { IsBackground = true }.Start();
        var thread = new Thread(Poll) { Name = "poll", IsBackground = true }; // Slow.
        thread.Start();
        Thread other = new(Poll) { IsBackground = true };
        other.Start();
        app.Run();

        static void Poll() { }
        """);

    [Fact]
    public Task No_fix_where_it_is_said_on_purpose()
    {
        const string source = """
            [|new Thread|](() => { }) { IsBackground = false }.Start();
            WebApplication.Create(args).Run();
            """;
        return VerifyAsync(source, source);
    }

    private static Task VerifyAsync(string source, string fixedSource) =>
        FixTest<ForegroundThreadAnalyzer, ForegroundThreadFix>.VerifyAsync(ProjectKind.Web, source, fixedSource);
}
