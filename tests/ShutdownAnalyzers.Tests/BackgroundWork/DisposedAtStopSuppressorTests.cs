using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ShutdownAnalyzers.Hosting;

namespace ShutdownAnalyzers.BackgroundWork;

public sealed class DisposedAtStopSuppressorTests
{
    private const string Start = "public Task StartAsync(CancellationToken token) { _timer.Change(0, 1000); return Task.CompletedTask; }";

    [Theory]
    [InlineData("public Task StopAsync(CancellationToken token) { _timer.Dispose(); return Task.CompletedTask; }")]
    [InlineData("public async Task StopAsync(CancellationToken token) => await _timer.DisposeAsync();")]
    [InlineData("public Task StopAsync(CancellationToken token) { _timer?.Dispose(); return Task.CompletedTask; }")]
    [InlineData("public Task StopAsync(CancellationToken token) { End(); return Task.CompletedTask; } void End() => _timer.Dispose();")]
    [InlineData("Task IHostedService.StopAsync(CancellationToken token) { using (_timer) return Task.CompletedTask; }")]
    public async Task What_stop_disposes_needs_no_Dispose(string stop) =>
        Assert.Equal(["CA1001", "CA2213"], await SuppressedAsync($$"""
            sealed class Sweeper : IHostedService
            {
                private readonly Timer _timer = new(static _ => { });
                {{Start}}
                {{stop}}
            }
            """));

    [Theory]
    [InlineData("public Task StopAsync(CancellationToken token) => Task.CompletedTask;")]
    [InlineData("public Task StopAsync(CancellationToken token) { _timer.Change(-1, -1); return Task.CompletedTask; }")]
    [InlineData("public Task StopAsync(CancellationToken token) => Task.CompletedTask; void End() => _timer.Dispose();")]
    public async Task What_stop_does_not_dispose_stays_reported(string stop) =>
        Assert.Empty(await SuppressedAsync($$"""
            sealed class Sweeper : IHostedService
            {
                private readonly Timer _timer = new(static _ => { });
                {{Start}}
                {{stop}}
            }
            """));

    [Fact]
    public async Task One_field_that_nobody_disposes_keeps_its_type_reported() =>
        Assert.Equal(["CA2213"], await SuppressedAsync("""
            sealed class Sweeper : IHostedService
            {
                private readonly Timer _timer = new(static _ => { });
                private readonly CancellationTokenSource _source = new();
                public Task StartAsync(CancellationToken token) => Task.CompletedTask;
                public Task StopAsync(CancellationToken token) { _timer.Dispose(); _source.Cancel(); return Task.CompletedTask; }
            }
            """));

    [Fact]
    public async Task Nobody_calls_the_StopAsync_of_what_is_no_hosted_service() =>
        Assert.Empty(await SuppressedAsync("""
            sealed class Sweeper
            {
                private readonly Timer _timer = new(static _ => { });
                public Task StopAsync(CancellationToken token) { _timer.Dispose(); return Task.CompletedTask; }
            }
            """));

    private static async Task<IEnumerable<string>> SuppressedAsync(string source)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var compilation = await Analysis.CompileAsync("TestProject", OutputKind.DynamicallyLinkedLibrary, source);
        Assert.DoesNotContain(compilation.GetDiagnostics(cancellation), static diagnostic => diagnostic.Severity is DiagnosticSeverity.Error);

        var options = new CompilationWithAnalyzersOptions(new([]), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true);
        var reported = await compilation.WithAnalyzers([new OwnsDisposableAnalyzer(), new DisposedAtStopSuppressor()], options).GetAnalyzerDiagnosticsAsync(cancellation);
        Assert.NotEmpty(reported);
        return reported.Where(static diagnostic => diagnostic.IsSuppressed).Select(static diagnostic => diagnostic.Id).Order();
    }
}
