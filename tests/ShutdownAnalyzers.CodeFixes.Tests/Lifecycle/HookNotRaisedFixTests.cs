namespace ShutdownAnalyzers.Lifecycle;

/// <summary>The fix of SHUT104.</summary>
public sealed class HookNotRaisedFixTests
{
    [Theory]
    [InlineData("AppDomain.CurrentDomain.[|ProcessExit|] += (_, _) => done.Set();")]
    [InlineData("System.Runtime.Loader.AssemblyLoadContext.Default.[|Unloading|] += _ => done.Set();")]
    [InlineData("AppDomain.CurrentDomain.[|ProcessExit|] += OnExit; void OnExit(object? sender, EventArgs e) => done.Set();")]
    public Task Raises_the_exit_events(string hook)
    {
        var after = hook.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);
        var fixedHook = after.Insert(after.IndexOf(';', StringComparison.Ordinal) + 1, "{0}using var onSigterm = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Environment.Exit(0));");
        return VerifyAsync(
            $"using var done = new ManualResetEventSlim();\n{hook}\ndone.Wait();\n",
            "using System.Runtime.InteropServices;\n\nusing var done = new ManualResetEventSlim();\n" + string.Format(null, fixedHook, hook.EndsWith("Set();", StringComparison.Ordinal) && !hook.Contains("void", StringComparison.Ordinal) ? "\n" : " ") + "\ndone.Wait();\n");
    }

    [Fact]
    public Task Handles_the_signal_as_Ctrl_C() => VerifyAsync("""
        using System.Runtime.InteropServices;

        class Program
        {
            static async Task Main()
            {
                using var source = new CancellationTokenSource();
                Console.[|CancelKeyPress|] += (sender, e) =>
                {
                    e.Cancel = true;
                    source.Cancel();
                };
                await Task.Delay(-1, source.Token);
            }
        }
        """, """
        using System.Runtime.InteropServices;

        class Program
        {
            static async Task Main()
            {
                using var source = new CancellationTokenSource();
                Console.CancelKeyPress += (sender, e) =>
                {
                    e.Cancel = true;
                    source.Cancel();
                };
                using var onSigterm = PosixSignalRegistration.Create(PosixSignal.SIGTERM, e =>
                {
                    e.Cancel = true;
                    source.Cancel();
                });
                await Task.Delay(-1, source.Token);
            }
        }
        """);

    [Theory]
    [InlineData("Console.[|CancelKeyPress|] += OnCancel; static void OnCancel(object? sender, ConsoleCancelEventArgs e) { }")]
    [InlineData("Console.[|CancelKeyPress|] += (_, e) => Console.WriteLine(e.SpecialKey);")]
    [InlineData("Console.[|CancelKeyPress|] += (sender, _) => Console.WriteLine(sender);")]
    [InlineData("if (args.Length > 0) { AppDomain.CurrentDomain.[|ProcessExit|] += (_, _) => { }; }")]
    [InlineData("Hooks.Install(); static class Hooks { public static void Install() { AppDomain.CurrentDomain.[|ProcessExit|] += (_, _) => { }; } }")]
    public Task No_fix(string statements) => VerifyAsync(statements, statements);

    private static Task VerifyAsync(string source, string fixedSource) =>
        FixTest<HookNotRaisedAnalyzer, HookNotRaisedFix>.VerifyAsync(ProjectKind.Console, source, fixedSource);
}
