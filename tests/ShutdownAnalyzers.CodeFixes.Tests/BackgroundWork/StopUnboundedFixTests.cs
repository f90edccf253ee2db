namespace ShutdownAnalyzers.BackgroundWork;

public sealed class StopUnboundedFixTests
{
    [Fact]
    public Task Gives_up_when_the_time_is_up() => VerifyAsync("""
        public override async Task StopAsync(CancellationToken token)
        {
            await base.StopAsync(token);
            // The last one.
            await [|_work|].ConfigureAwait(false);
        }
        """, """
        public override async Task StopAsync(CancellationToken token)
        {
            await base.StopAsync(token);
            // The last one.
            try
            {
                await _work.WaitAsync(token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (token.IsCancellationRequested)
            {
                // The time to stop is up.
            }
        }
        """);

    [Theory]
    [InlineData("await [|_work|];", "await _work.WaitAsync(token);")]
    [InlineData("await [|ExecuteTask|]!;", "await ExecuteTask!.WaitAsync(token);")]
    [InlineData("await Task.[|WhenAll|](_work, _work);", "await Task.WhenAll(_work, _work).WaitAsync(token);")]
    [InlineData("await Task.[|WhenAny|](_work, _work);", "await Task.WhenAny(_work, _work).WaitAsync(token);")]
    [InlineData("await [|SaveAsync|](1);", "await SaveAsync(1, cancel: token);")]
    [InlineData("await _gate.[|WaitAsync|]();", "await _gate.WaitAsync(token);")]
    [InlineData("[|_work|].Wait();", "_work.Wait(token);")]
    [InlineData("[|_work|].GetAwaiter().GetResult();", "_work.WaitAsync(token).GetAwaiter().GetResult();")]
    [InlineData("_gate.[|Wait|]();", "_gate.Wait(token);")]
    public Task By_the_token_on_one_line(string wait, string fixedWait) => VerifyAsync(
        $"public override async Task StopAsync(CancellationToken token) {{ await base.StopAsync(token); {wait} }}",
        $"public override async Task StopAsync(CancellationToken token) {{ await base.StopAsync(token); try {{ {fixedWait} }} catch (OperationCanceledException) when (token.IsCancellationRequested) {{ }} }}");

    [Fact]
    public Task Keeps_the_handler_there_is() => VerifyAsync(
        "public override async Task StopAsync(CancellationToken token) { try { await [|_work|]; } catch (OperationCanceledException) { } }",
        "public override async Task StopAsync(CancellationToken token) { try { await _work.WaitAsync(token); } catch (OperationCanceledException) { } }");

    [Fact]
    public Task Awaits_a_task_that_is_handed_back() => VerifyAsync("""
        public override Task StopAsync(CancellationToken token) => [|_work|];

        public sealed class Other(Task work) : IHostedLifecycleService
        {
            public Task StoppingAsync(CancellationToken token)
            {
                Console.WriteLine();
                return [|work|];
            }

            public Task StartingAsync(CancellationToken token) => work;
            public Task StartAsync(CancellationToken token) => work;
            public Task StartedAsync(CancellationToken token) => work;
            public Task StopAsync(CancellationToken token) => Task.CompletedTask;
            public Task StoppedAsync(CancellationToken token) => work.WaitAsync(token);
        }
        """.Replace("[|work|]", "work"), """
        public override async Task StopAsync(CancellationToken token)
        {
            try
            {
                await _work.WaitAsync(token);
            }
            catch (OperationCanceledException) when (token.IsCancellationRequested)
            {
                // The time to stop is up.
            }
        }

        public sealed class Other(Task work) : IHostedLifecycleService
        {
            public Task StoppingAsync(CancellationToken token)
            {
                Console.WriteLine();
                return work;
            }

            public Task StartingAsync(CancellationToken token) => work;
            public Task StartAsync(CancellationToken token) => work;
            public Task StartedAsync(CancellationToken token) => work;
            public Task StopAsync(CancellationToken token) => Task.CompletedTask;
            public Task StoppedAsync(CancellationToken token) => work.WaitAsync(token);
        }
        """);

    [Theory]
    [InlineData("var thread = new Thread(() => { }); thread.[|Join|]();")]
    [InlineData("Task.[|WaitAny|](_work, _work);")]
    [InlineData("var count = [|Count|].Result;")]
    [InlineData("using var file = File.OpenRead(\"x\"); var read = await file.[|ReadAsync|](new byte[1]);")]
    public Task No_fix(string statements) => ServiceFixTest<StopUnboundedAnalyzer, StopUnboundedFix>.NoFixAsync(
        $"public override async Task StopAsync(CancellationToken token) {{ await base.StopAsync(token); {statements} }} private Task<int> Count {{ get; }} = Task.FromResult(1);");

    private static Task VerifyAsync(string members, string fixedMembers) =>
        ServiceFixTest<StopUnboundedAnalyzer, StopUnboundedFix>.VerifyAsync(members, fixedMembers);
}
