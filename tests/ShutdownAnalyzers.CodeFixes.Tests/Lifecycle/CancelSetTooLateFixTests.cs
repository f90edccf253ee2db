namespace ShutdownAnalyzers.Lifecycle;

/// <summary>The fix of SHUT103.</summary>
public sealed class CancelSetTooLateFixTests
{
    [Fact]
    public Task Moves_it_to_the_front() => VerifyAsync("""
        using System.Runtime.InteropServices;

        using var sigterm = PosixSignalRegistration.Create(PosixSignal.SIGTERM, async context =>
        {
            // All of it.
            await Task.Delay(1);

            // We end by ourselves.
            [|context.Cancel|] = true;
            Console.WriteLine("done");
        });
        Console.CancelKeyPress += async (_, e) => { await Task.Delay(1); [|e.Cancel|] = true; };
        """, """
        using System.Runtime.InteropServices;

        using var sigterm = PosixSignalRegistration.Create(PosixSignal.SIGTERM, async context =>
        {
            // We end by ourselves.
            context.Cancel = true;
            // All of it.
            await Task.Delay(1);

            Console.WriteLine("done");
        });
        Console.CancelKeyPress += async (_, e) => { e.Cancel = true; await Task.Delay(1); };
        """);

    [Theory]
    [InlineData("Console.CancelKeyPress += async (_, e) => { try { await Task.Delay(1); } finally { [|e.Cancel|] = true; } };")]
    [InlineData("Console.CancelKeyPress += async (_, e) => { if (await Ask()) { [|e.Cancel|] = true; } }; static Task<bool> Ask() => Task.FromResult(true);")]
    [InlineData("Console.CancelKeyPress += async (_, e) => { await Task.Delay(1); [|e.Cancel|] = args.Length > 0; };")]
    [InlineData("Console.CancelKeyPress += async (_, e) => { var answer = await Ask(); [|e.Cancel|] = answer; }; static Task<bool> Ask() => Task.FromResult(true);")]
    public Task No_fix(string statements) => VerifyAsync(statements, statements);

    private static Task VerifyAsync(string source, string fixedSource) =>
        FixTest<CancelSetTooLateAnalyzer, CancelSetTooLateFix>.VerifyAsync(ProjectKind.Console, source, fixedSource);
}
