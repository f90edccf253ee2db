namespace ShutdownAnalyzers.BackgroundWork;

public sealed class StopTimeoutCrashesFixTests
{
    [Fact]
    public Task Catches_the_cancellation_of_each_wait() => ServiceFixTest<StopTimeoutCrashesAnalyzer, StopTimeoutCrashesFix>.VerifyAsync("""
        public override async Task StopAsync(CancellationToken token)
        {
            await base.StopAsync(token);
            if (_gate.CurrentCount > 0)
                await _gate.[|WaitAsync|](token);

            await [|SaveAsync|](
                1,
                cancel: token);
        }
        """, """
        public override async Task StopAsync(CancellationToken token)
        {
            await base.StopAsync(token);
            if (_gate.CurrentCount > 0)
            {
                try
                {
                    await _gate.WaitAsync(token);
                }
                catch (OperationCanceledException) when (token.IsCancellationRequested)
                {
                    // The time to stop is up.
                }
            }

            try
            {
                await SaveAsync(
                    1,
                    cancel: token);
            }
            catch (OperationCanceledException) when (token.IsCancellationRequested)
            {
                // The time to stop is up.
            }
        }
        """);

    [Theory]
    [InlineData("await foreach (var job in _jobs.Reader.[|ReadAllAsync|](token)) { }", "await foreach (var job in _jobs.Reader.ReadAllAsync(token)) { }")]
    [InlineData("_work.[|Wait|](token);", "_work.Wait(token);")]
    public Task Catches_what_a_loop_and_a_blocking_wait_throw(string wait, string caught) => ServiceFixTest<StopTimeoutCrashesAnalyzer, StopTimeoutCrashesFix>.VerifyAsync(
        $"public override async Task StopAsync(CancellationToken token) {{ await base.StopAsync(token); {wait} }}",
        $"public override async Task StopAsync(CancellationToken token) {{ await base.StopAsync(token); try {{ {caught} }} catch (OperationCanceledException) when (token.IsCancellationRequested) {{ }} }}");

    [Theory]
    [InlineData("var job = await _jobs.Reader.[|ReadAsync|](token);")]
    [InlineData("if (await _jobs.Reader.[|WaitToReadAsync|](token)) return;")]
    public Task No_fix_where_the_result_is_used(string statement) => ServiceFixTest<StopTimeoutCrashesAnalyzer, StopTimeoutCrashesFix>.NoFixAsync(
        $"public override async Task StopAsync(CancellationToken token) {{ await base.StopAsync(token); {statement} }}");
}
