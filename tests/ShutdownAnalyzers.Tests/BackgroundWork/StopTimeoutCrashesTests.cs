namespace ShutdownAnalyzers.BackgroundWork;

public sealed class StopTimeoutCrashesTests
{
    [Theory]
    [InlineData("await [|SaveAsync|](1, token);")]
    [InlineData("await _work.[|WaitAsync|](token).ConfigureAwait(false);")]
    [InlineData("var job = await _jobs.Reader.[|ReadAsync|](token);")]
    [InlineData("using var linked = CancellationTokenSource.CreateLinkedTokenSource(token); await [|SaveAsync|](1, linked.Token);")]
    [InlineData("try { await [|SaveAsync|](1, token); } catch (IOException) { }")]
    [InlineData("try { await [|SaveAsync|](1, token); } finally { Touch(); }")]
    [InlineData("try { Touch(); } catch (Exception) { await [|SaveAsync|](1, token); }")]
    [InlineData("await foreach (var job in _jobs.Reader.[|ReadAllAsync|](token)) { }")]
    [InlineData("_work.[|Wait|](token);")]
    [InlineData("[|SaveAsync|](1, token).GetAwaiter().GetResult();")]
    public Task Reported(string statements) => VerifyAsync(statements);

    [Theory]
    [InlineData("try { await SaveAsync(1, token); } catch (OperationCanceledException) when (token.IsCancellationRequested) { }")]
    [InlineData("try { await SaveAsync(1, token); } catch (OperationCanceledException) { }")]
    [InlineData("try { await _work.WaitAsync(token); } catch (TaskCanceledException) { }")]
    [InlineData("try { await SaveAsync(1, token); } catch (Exception) { }")]
    [InlineData("try { await SaveAsync(1, token); } catch { }")]
    [InlineData("try { if (_work.IsCompleted) { try { await SaveAsync(1, token); } finally { Touch(); } } } catch (OperationCanceledException) { }")]
    [InlineData("await _work.WaitAsync(token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);")]
    [InlineData("try { SaveAsync(1, token).Wait(); } catch (AggregateException) { }")]
    [InlineData("SaveAsync(1, token).Wait();")]
    [InlineData("await SaveAsync(1);")]
    [InlineData("await SaveAsync(1, CancellationToken.None);")]
    [InlineData("using var own = new CancellationTokenSource(100); await SaveAsync(1, own.Token);")]
    [InlineData("await Task.WhenAny(_work, Task.Delay(Timeout.Infinite, token));")]
    [InlineData("_ = SaveAsync(1, token);")]
    [InlineData("Func<Task> later = async () => await SaveAsync(1, token);")]
    public Task Silent(string statements) => VerifyAsync(statements);

    [Fact]
    public Task Silent_in_what_does_not_stop_a_service() => ServiceTest<StopTimeoutCrashesAnalyzer>.ExecuteAsync("await SaveAsync(1, stop);");

    [Fact]
    public Task Silent_where_a_base_of_the_users_is_called() => RuleTest<StopTimeoutCrashesAnalyzer>.VerifyAsync(ProjectKind.ClassLib, """
        using Microsoft.Extensions.Hosting;

        abstract class Processor : IHostedService
        {
            private readonly CancellationTokenSource _ended = new();

            public virtual Task StartAsync(CancellationToken token) => Task.CompletedTask;
            public virtual Task StopAsync(CancellationToken token) => _ended.CancelAsync();
        }

        sealed class Payouts : Processor
        {
            public override async Task StopAsync(CancellationToken token) => await base.StopAsync(token);
        }
        """);

    private static Task VerifyAsync(string statements) => ServiceTest<StopTimeoutCrashesAnalyzer>.VerifyAsync(
        $"protected override Task ExecuteAsync(CancellationToken stop) => _work; public override async Task StopAsync(CancellationToken token) {{ await base.StopAsync(token); {statements} }}");
}
