namespace ShutdownAnalyzers.Lifecycle;

/// <summary>SHUT104.</summary>
public sealed class HookNotRaisedTests
{
    [Theory]
    [InlineData("AppDomain.CurrentDomain.[|ProcessExit|] += (_, _) => done.Set();")]
    [InlineData("AssemblyLoadContext.Default.[|Unloading|] += _ => done.Set();")]
    [InlineData("Console.[|CancelKeyPress|] += (_, e) => { e.Cancel = true; done.Set(); };")]
    [InlineData("Console.CancelKeyPress += (_, _) => done.Set(); AppDomain.CurrentDomain.[|ProcessExit|] += (_, _) => done.Set();")]
    [InlineData("AppDomain.CurrentDomain.[|ProcessExit|] += OnExit; void OnExit(object? sender, EventArgs e) => done.Set();")]
    [InlineData("Console.[|CancelKeyPress|] += (_, _) => done.Set(); using var kept = PosixSignalRegistration.Create(PosixSignal.SIGHUP, _ => done.Set());")]
    public Task Fires(string statements) => VerifyAsync(ProjectKind.Console, statements);

    [Fact]
    public Task Fires_in_another_file() => RuleTest<HookNotRaisedAnalyzer>.VerifyAsync(ProjectKind.Worker, "Hooks.Install();", """
        static class Hooks { public static void Install() => AppDomain.CurrentDomain.[|ProcessExit|] += (_, _) => { }; }
        """);

    [Theory]
    [InlineData("AppDomain.CurrentDomain.ProcessExit += (_, _) => done.Set(); using var kept = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => done.Set());")]
    [InlineData("AppDomain.CurrentDomain.ProcessExit -= OnExit; static void OnExit(object? sender, EventArgs e) { }")]
    [InlineData("AppDomain.CurrentDomain.UnhandledException += (_, _) => done.Set();")]
    [InlineData("Own.ProcessExit += (_, _) => done.Set(); static class Own { public static event EventHandler? ProcessExit; }")]
    [InlineData("_ = nameof(AppDomain.ProcessExit);")]
    public Task Stays_silent(string statements) => VerifyAsync(ProjectKind.Console, statements);

    [Theory]
    [InlineData("AppDomain.CurrentDomain.ProcessExit += (_, _) => done.Set(); Host.CreateApplicationBuilder(args).Build().Run();")]
    [InlineData("AppDomain.CurrentDomain.ProcessExit += (_, _) => done.Set(); new HostBuilder().Build().Run();")]
    public Task Stays_silent_with_a_host(string statements) => VerifyAsync(ProjectKind.Worker, statements);

    [Fact]
    public Task Stays_silent_in_a_library() => RuleTest<HookNotRaisedAnalyzer>.VerifyAsync(ProjectKind.ClassLib, """
        public static class Hooks { public static void Install() => AppDomain.CurrentDomain.ProcessExit += (_, _) => { }; }
        """);

    private static Task VerifyAsync(ProjectKind kind, string statements) => RuleTest<HookNotRaisedAnalyzer>.VerifyAsync(kind, $"""
        using System.Runtime.InteropServices;
        using System.Runtime.Loader;

        using var done = new ManualResetEventSlim();
        _ = (typeof(PosixSignal), typeof(AssemblyLoadContext));
        {statements}
        """);
}
