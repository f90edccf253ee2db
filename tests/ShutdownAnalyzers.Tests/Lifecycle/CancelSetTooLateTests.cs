namespace ShutdownAnalyzers.Lifecycle;

/// <summary>SHUT103.</summary>
public sealed class CancelSetTooLateTests
{
    [Theory]
    [InlineData("using var kept = PosixSignalRegistration.Create(PosixSignal.SIGTERM, async context => { await Task.Delay(1); [|context.Cancel|] = true; });")]
    [InlineData("Console.CancelKeyPress += async (_, e) => { await Task.Delay(1); [|e.Cancel|] = true; };")]
    [InlineData("Console.CancelKeyPress += async delegate(object? sender, ConsoleCancelEventArgs e) { await Task.Delay(1); [|e.Cancel|] = true; };")]
    [InlineData("Console.CancelKeyPress += async (_, e) => { try { await Task.Delay(1); } finally { [|e.Cancel|] = true; } };")]
    [InlineData("Console.CancelKeyPress += OnCancel; static async void OnCancel(object? sender, ConsoleCancelEventArgs e) { await Task.Delay(1); [|e.Cancel|] = true; }")]
    [InlineData("Console.CancelKeyPress += Own.OnCancel; static class Own { public static async void OnCancel(object? sender, ConsoleCancelEventArgs e) { await Task.Delay(1); [|e.Cancel|] = true; } }")]
    public Task Fires(string statements) => VerifyAsync(statements);

    [Theory]
    [InlineData("using var kept = PosixSignalRegistration.Create(PosixSignal.SIGTERM, async context => { context.Cancel = true; await Task.Delay(1); });")]
    [InlineData("using var kept = PosixSignalRegistration.Create(PosixSignal.SIGTERM, async context => { context.Cancel = true; await Task.Delay(1); context.Cancel = true; });")]
    [InlineData("using var kept = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => { Thread.Sleep(1); context.Cancel = true; });")]
    [InlineData("using var kept = PosixSignalRegistration.Create(PosixSignal.SIGTERM, async context => { Func<Task> later = async () => await Task.Delay(1); context.Cancel = true; await later(); });")]
    [InlineData("using var kept = PosixSignalRegistration.Create(PosixSignal.SIGTERM, async context => { await Task.Delay(1); });")]
    [InlineData("using var source = new CancellationTokenSource(); Console.CancelKeyPress += async (_, e) => { e.Cancel = true; await Task.Delay(1); source.Cancel(); };")]
    [InlineData("using var kept = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => { context.Cancel = true; Task.Run(async () => { await Task.Delay(1); context.Cancel = true; }); });")]
    [InlineData("await Task.Delay(1); Console.CancelKeyPress += (_, e) => e.Cancel = true;")]
    [InlineData("Own.Closing += async (_, e) => { await Task.Delay(1); e.Cancel = true; }; static class Own { public static event EventHandler<System.ComponentModel.CancelEventArgs>? Closing; }")]
    [InlineData("var own = new Own(); await Task.Delay(1); own.Cancel = true; class Own { public bool Cancel { get; set; } }")]
    public Task Stays_silent(string statements) => VerifyAsync(statements);

    private static Task VerifyAsync(string statements) =>
        RuleTest<CancelSetTooLateAnalyzer>.VerifyAsync(ProjectKind.Console, $"using System.Runtime.InteropServices; await Task.Yield(); _ = typeof(PosixSignal); {statements}");
}
