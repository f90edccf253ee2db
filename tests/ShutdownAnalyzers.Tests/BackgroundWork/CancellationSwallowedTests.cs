namespace ShutdownAnalyzers.BackgroundWork;

public sealed class CancellationSwallowedTests
{
    [Theory]
    [InlineData("while (true) { try { await Task.Delay(5000, stop); } [|catch|] (Exception) { } }")]
    [InlineData("while (true) { try { await Task.Delay(5000, stop); } [|catch|] { } }")]
    [InlineData("while (true) { try { await Task.Delay(5000, stop); } [|catch|] (OperationCanceledException) { } }")]
    [InlineData("while (true) { try { await Task.Delay(5000, stop); } [|catch|] (TaskCanceledException) { continue; } }")]
    [InlineData("while (true) { try { await Task.Delay(5000, stop); } [|catch|] (SystemException failure) { Console.WriteLine(failure); } }")]
    [InlineData("for (;;) { try { stop.ThrowIfCancellationRequested(); } [|catch|] (Exception) { await Task.Delay(1000); } }")]
    [InlineData("while (true) { try { await SaveAsync(1, stop); } catch (IOException) { } [|catch|] (Exception) { } }")]
    [InlineData("while (true) { try { await SaveAsync(1, stop); } [|catch|] (OperationCanceledException) { } catch (Exception) { } }")]
    [InlineData("while (true) { foreach (var job in new[] { 1, 2 }) { try { await SaveAsync(job, stop); } [|catch|] (Exception) { break; } } }")]
    [InlineData("while (await _tick.WaitForNextTickAsync()) { try { await SaveAsync(1, stop); } [|catch|] (Exception) { } }")]
    [InlineData("await Task.Run(async () => { while (true) { try { await Task.Delay(5000, stop); } [|catch|] (Exception) { } } });")]
    public Task Reported(string statements) => ServiceTest<CancellationSwallowedAnalyzer>.ExecuteAsync(statements);

    [Fact]
    public Task Reported_in_what_is_given_the_token() => ServiceTest<CancellationSwallowedAnalyzer>.ExecuteAsync(
        "await LoopAsync(stop);",
        "private async Task LoopAsync(CancellationToken token) { while (true) { try { await Task.Delay(5000, token); } [|catch|] (Exception) { } } }");

    [Fact]
    public Task Reported_in_the_file_of_a_partial_class_in_which_the_loop_stands() => RuleTest<CancellationSwallowedAnalyzer>.VerifyAsync(
        ProjectKind.ClassLib,
        "partial class Worker : Microsoft.Extensions.Hosting.BackgroundService { protected override Task ExecuteAsync(CancellationToken stop) => LoopAsync(stop); }",
        "partial class Worker { private async Task LoopAsync(CancellationToken token) { while (true) { try { await Task.Delay(5000, token); } [|catch|] (Exception) { } } } }");

    [Theory]
    [InlineData("while (!stop.IsCancellationRequested) { try { await Task.Delay(5000, stop); } catch (Exception) { } }")]
    [InlineData("while (true) { try { await Task.Delay(5000, stop); } catch (Exception) { if (stop.IsCancellationRequested) break; } }")]
    [InlineData("while (true) { try { await Task.Delay(5000, stop); } catch (Exception) { } if (stop.IsCancellationRequested) return; }")]
    [InlineData("while (true) { try { if (!stop.IsCancellationRequested) await Task.Delay(5000, stop); } catch (Exception) { } }")]
    [InlineData("while (true) { try { await SaveAsync(1, stop); } catch (Exception) { } await Task.Delay(5000, stop); }")]
    [InlineData("while (true) { try { await SaveAsync(1, stop); } catch (Exception) { await Task.Delay(5000, stop); } }")]
    [InlineData("while (await _tick.WaitForNextTickAsync(stop)) { try { await SaveAsync(1, stop); } catch (Exception) { } }")]
    public Task Silent_where_the_loop_looks_at_the_token(string statements) => ServiceTest<CancellationSwallowedAnalyzer>.ExecuteAsync(statements);

    [Theory]
    [InlineData("while (true) { try { await Task.Delay(5000, stop); } catch (Exception) { break; } }")]
    [InlineData("while (true) { try { await Task.Delay(5000, stop); } catch (Exception) { return; } }")]
    [InlineData("while (true) { try { await Task.Delay(5000, stop); } catch (Exception) { throw; } }")]
    [InlineData("while (true) { try { await Task.Delay(5000, stop); } catch (OperationCanceledException) { break; } catch (Exception) { } }")]
    [InlineData("while (true) { try { await Task.Delay(5000, stop); } catch (OperationCanceledException) when (stop.IsCancellationRequested) { break; } catch (Exception) { } }")]
    [InlineData("while (true) { try { await Task.Delay(5000, stop); } catch (Exception failure) when (failure is not OperationCanceledException) { } }")]
    [InlineData("while (true) { try { await Task.Delay(5000, stop); } catch (Exception) when (!stop.IsCancellationRequested) { } }")]
    [InlineData("while (true) { try { await Task.Delay(5000, stop); } catch (IOException) { } }")]
    [InlineData("try { while (true) { await Task.Delay(5000, stop); } } catch (Exception) { }")]
    [InlineData("while (true) { try { await Task.Delay(5000, stop); } finally { Console.WriteLine(); } }")]
    public Task Silent_where_the_handler_lets_go(string statements) => ServiceTest<CancellationSwallowedAnalyzer>.ExecuteAsync(statements);

    [Theory]
    [InlineData("while (true) { try { await Task.Delay(5000); } catch (Exception) { } }")]
    [InlineData("foreach (var job in new[] { 1, 2 }) { try { await SaveAsync(job, stop); } catch (Exception) { } }")]
    [InlineData("while (true) { try { if (await ReadAsync() == 0) return; await SaveAsync(1, stop); } catch (Exception) { } }")]
    [InlineData("try { await SaveAsync(1, stop); } catch (Exception) { }")]
    [InlineData("Func<Task> later = async () => { while (true) { try { await Task.Delay(5000, stop); } catch (Exception) { } } }; await Task.Yield();")]
    public Task Silent_where_no_cancellation_is_lost(string statements) => ServiceTest<CancellationSwallowedAnalyzer>.ExecuteAsync(statements);

    [Fact]
    public Task Silent_outside_a_background_service() => RuleTest<CancellationSwallowedAnalyzer>.VerifyAsync(ProjectKind.ClassLib, """
        class Worker
        {
            public async Task ExecuteAsync(CancellationToken stop)
            {
                while (true)
                {
                    try { await Task.Delay(5000, stop); } catch (Exception) { }
                }
            }
        }
        """);
}
