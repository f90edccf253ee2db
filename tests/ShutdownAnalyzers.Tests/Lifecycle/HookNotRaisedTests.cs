using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ShutdownAnalyzers.Lifecycle;

/// <summary>SHUT104.</summary>
public sealed class HookNotRaisedTests
{
    [Theory]
    [InlineData("AppDomain.CurrentDomain.[|ProcessExit|] += (_, _) => done.Set();")]
    [InlineData("AssemblyLoadContext.Default.[|Unloading|] += _ => done.Set();")]
    [InlineData("AssemblyLoadContext.GetLoadContext(typeof(AssemblyLoadContext).Assembly)!.[|Unloading|] += _ => done.Set();")]
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
    [InlineData("var plugin = new AssemblyLoadContext(\"plugin\", isCollectible: true); plugin.Unloading += _ => done.Set();")]
    public Task Stays_silent(string statements) => VerifyAsync(ProjectKind.Console, statements);

    [Theory]
    [InlineData("AppDomain.CurrentDomain.ProcessExit += (_, _) => done.Set(); Host.CreateApplicationBuilder(args).Build().Run();")]
    [InlineData("AppDomain.CurrentDomain.ProcessExit += (_, _) => done.Set(); new HostBuilder().Build().Run();")]
    public Task Stays_silent_with_a_host(string statements) => VerifyAsync(ProjectKind.Worker, statements);

    [Fact]
    public Task Stays_silent_in_a_library() => RuleTest<HookNotRaisedAnalyzer>.VerifyAsync(ProjectKind.ClassLib, """
        public static class Hooks { public static void Install() => AppDomain.CurrentDomain.ProcessExit += (_, _) => { }; }
        """);

    [Theory]
    [InlineData("9.0.0.0", 0)]
    [InlineData("10.0.0.0", 1)]
    public async Task Stays_silent_up_to_net9_whose_runtime_handles_SIGTERM_itself(string runtime, int findings)
    {
        var cancellation = TestContext.Current.CancellationToken;
        // A runtime of our own making: its version is all that matters.
        var program = CSharpSyntaxTree.ParseText($$"""
            [assembly: System.Reflection.AssemblyVersion("{{runtime}}")]

            static class Program
            {
                static void Main() => System.Console.CancelKeyPress += Stop;
                static void Stop() { }
            }

            namespace System
            {
                public class Object { }
                public sealed class String { }
                public abstract class ValueType { }
                public struct Void { }
                public struct Boolean { }
                public struct Int32 { }
                public struct IntPtr { }
                public abstract class Attribute { }
                public abstract class Delegate { }
                public abstract class MulticastDelegate : Delegate { }
                public delegate void Handler();
                public static class Console { public static event Handler CancelKeyPress { add { } remove { } } }
            }

            namespace System.Reflection { public sealed class AssemblyVersionAttribute : Attribute { public AssemblyVersionAttribute(string version) { } } }
            namespace System.Runtime.InteropServices { public sealed class PosixSignalRegistration { } }
            """, cancellationToken: cancellation);

        var compilation = CSharpCompilation.Create("App", [program]);
        Assert.Equal(findings, (await compilation.WithAnalyzers([new HookNotRaisedAnalyzer()]).GetAnalyzerDiagnosticsAsync(cancellation)).Length);
    }

    private static Task VerifyAsync(ProjectKind kind, string statements) => RuleTest<HookNotRaisedAnalyzer>.VerifyAsync(kind, $"""
        using System.Runtime.InteropServices;
        using System.Runtime.Loader;

        using var done = new ManualResetEventSlim();
        _ = (typeof(PosixSignal), typeof(AssemblyLoadContext));
        {statements}
        """);
}
