using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace ShutdownAnalyzers.Timers;

/// <summary>What the fixes of SHUT301 and SHUT302 leave in a hosted service is nothing that SHUT303 would report.</summary>
public sealed class StopMeetsDisposalTests
{
    [Theory]
    [InlineData(
        "IHostedService { [field] [start] public Task StopAsync(CancellationToken token) => Task.CompletedTask; }",
        "IHostedService { [field] [start] public async Task StopAsync(CancellationToken token) { await _timer.DisposeAsync(); } }")]
    [InlineData(
        "IHostedService, IDisposable { [field] [start] public Task StopAsync(CancellationToken token) { return Task.CompletedTask; } public void Dispose() { } }",
        "IHostedService, IDisposable { [field] [start] public async Task StopAsync(CancellationToken token) { await _timer.DisposeAsync(); } public void Dispose() { _timer.Dispose(); } }")]
    [InlineData(
        "BackgroundService { [field] protected override Task ExecuteAsync(CancellationToken token) => Task.CompletedTask; }",
        "BackgroundService { [field] protected override Task ExecuteAsync(CancellationToken token) => Task.CompletedTask; public override async Task StopAsync(CancellationToken cancellationToken) { await _timer.DisposeAsync(); await base.StopAsync(cancellationToken); } }")]
    [InlineData(
        "BackgroundService { [field] protected override Task ExecuteAsync(CancellationToken token) => Task.CompletedTask; public override void Dispose() { base.Dispose(); } }",
        "BackgroundService { [field] protected override Task ExecuteAsync(CancellationToken token) => Task.CompletedTask; public override void Dispose() { _timer.Dispose(); base.Dispose(); } public override async Task StopAsync(CancellationToken cancellationToken) { await _timer.DisposeAsync(); await base.StopAsync(cancellationToken); } }")]
    public Task One_run_over_all_of_them_leaves_nothing(string before, string after)
    {
        var test = new TimersTest { TestCode = Service(before, "{|SHUT301:_timer|}"), FixedCode = Service(after, "_timer") };
        test.Make(ProjectKind.ClassLib);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static string Service(string type, string field) => $"using Microsoft.Extensions.Hosting;\n\npublic class Refresher : {type}"
        .Replace("[field]", $"private readonly Timer {field} = new(_ => File.WriteAllText(\"state\", \"\"), null, 0, 1000);")
        .Replace("[start]", "public Task StartAsync(CancellationToken token) => Task.CompletedTask;");

    private sealed class TimersTest : CSharpCodeFixTest<TimerNeverDisposedAnalyzer, TimerNeverDisposedFix, DefaultVerifier>
    {
        protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => [new TimerNeverDisposedAnalyzer(), new TimerDroppedAnalyzer(), new CallbackOutlivesStopAnalyzer()];

        protected override IEnumerable<CodeFixProvider> GetCodeFixProviders() => [new TimerNeverDisposedFix(), new TimerDroppedFix(), new CallbackOutlivesStopFix()];
    }
}
