namespace ShutdownAnalyzers.BackgroundWork;

public sealed class StopUnboundedTests
{
    [Theory]
    [InlineData("await [|_work|];")]
    [InlineData("await [|_work|].ConfigureAwait(false);")]
    [InlineData("[|_work|].Wait();")]
    [InlineData("[|_work|].GetAwaiter().GetResult();")]
    [InlineData("await [|ExecuteTask|]!;")]
    [InlineData("await [|_jobs.Reader.Completion|];")]
    [InlineData("await Task.[|WhenAll|](_work, _work);")]
    [InlineData("await Task.[|WhenAll|]([_work]);")]
    [InlineData("await Task.[|WhenAny|](_work, _jobs.Reader.Completion);")]
    [InlineData("Task.[|WaitAny|](_work, _jobs.Reader.Completion);")]
    [InlineData("var work = _work; await [|work|];")]
    [InlineData("var save = SaveAsync(1); await [|save|];")]
    [InlineData("await [|SaveAsync|](1);")]
    [InlineData("await _gate.[|WaitAsync|]();")]
    [InlineData("_gate.[|Wait|]();")]
    [InlineData("await foreach (var job in _jobs.Reader.[|ReadAllAsync|]()) { }")]
    [InlineData("await Task.[|Delay|](Timeout.Infinite);")]
    [InlineData("new Thread(() => { }).[|Join|]();")]
    [InlineData("new ManualResetEvent(false).[|WaitOne|]();")]
    [InlineData("Task.[|WaitAll|](_work);")]
    [InlineData("Console.WriteLine(token.IsCancellationRequested); await [|_work|];")]
    public Task Reported(string statements) => StopAsync(statements);

    [Theory]
    [InlineData("await _work.WaitAsync(token);")]
    [InlineData("await _work.WaitAsync(TimeSpan.FromSeconds(5));")]
    [InlineData("await _work.WaitAsync(CancellationToken.None);")]
    [InlineData("using var own = new CancellationTokenSource(1000); await SaveAsync(1, own.Token);")]
    [InlineData("using var own = new CancellationTokenSource(1000); _work.Wait(own.Token);")]
    [InlineData("_work.Wait(token);")]
    [InlineData("_work.Wait(5000);")]
    [InlineData("_work.Wait(TimeSpan.FromSeconds(5));")]
    [InlineData("new Thread(() => { }).Join(1000);")]
    [InlineData("await SaveAsync(1, token);")]
    [InlineData("var save = SaveAsync(1, token); await save;")]
    [InlineData("var save = _work.WaitAsync(token); await Task.WhenAll(save, save);")]
    [InlineData("await Task.WhenAny(_work, Task.Delay(Timeout.Infinite, token));")]
    [InlineData("var done = Task.WhenAny(_work, Task.Delay(5000)); await done;")]
    [InlineData("Task.WaitAny(_work, Task.Delay(5000));")]
    [InlineData("using var own = new CancellationTokenSource(1000); Task.WaitAny([_work], own.Token);")]
    [InlineData("await Task.WhenAll(new[] { 1, 2 }.Select(job => SaveAsync(job, token)));")]
    [InlineData("await Task.WhenAll(_work, SaveAsync(1, token));")]
    [InlineData("await Task.Delay(1000);")]
    [InlineData("Thread.Sleep(100);")]
    [InlineData("await Task.CompletedTask;")]
    [InlineData("await Task.Yield();")]
    [InlineData("await ReadAsync();")]
    [InlineData("ReadAsync().Wait();")]
    [InlineData("var read = ReadAsync(); await read;")]
    [InlineData("var timer = new Timer(_ => { }); await timer.DisposeAsync();")]
    [InlineData("using var registration = token.Register(() => _tick.Dispose()); await _work;")]
    [InlineData("Func<Task> later = async () => await _work;")]
    public Task Silent_where_it_is_bounded_or_no_wait(string statements) => StopAsync(statements);

    [Theory]
    [InlineData("var done = await Task.WhenAny(_work, Task.Delay(5000, token)); if (done == _work) await _work;")]
    [InlineData("if (await Task.WhenAny(_work, Task.Delay(5000, token)) == _work) { await _work.ConfigureAwait(false); }")]
    [InlineData("if (_work != await Task.WhenAny(_work, Task.Delay(5000, token))) throw new TimeoutException(); await _work;")]
    [InlineData("var done = await Task.WhenAny(_work, Task.Delay(5000, token)); if (done != _work) { Console.WriteLine(); return; } await _work;")]
    [InlineData("var done = await Task.WhenAny(_work, Task.Delay(5000, token)); if (done != _work) Console.WriteLine(); else await _work;")]
    [InlineData("var all = Task.WhenAll(_work, _work); if (await Task.WhenAny(all, Task.Delay(5000, token)) == all) await all;")]
    [InlineData("if (_work.IsCompleted) await _work;")]
    [InlineData("if (_work is { } && _work.IsFaulted) { _work.GetAwaiter().GetResult(); }")]
    [InlineData("if (!_work.IsCompleted) return; await _work;")]
    [InlineData("if (_work == null || !_work.IsCompleted) return; await _work;")]
    public Task Silent_where_the_task_is_over(string statements) => StopAsync(statements);

    [Theory]
    [InlineData("if (_work.IsCompleted) return; await [|_work|];")]
    [InlineData("if (_work == null) return; await [|_work|];")]
    [InlineData("if (_work != null) await [|_work|];")]
    [InlineData("if (!_work.IsCompleted) await [|_work|];")]
    [InlineData("if (!_work.IsCompleted) Console.WriteLine(\"waiting\"); await [|_work|];")]
    [InlineData("if (!_work.IsCompleted || Console.IsInputRedirected) await [|_work|];")]
    [InlineData("var done = await Task.WhenAny(_work, Task.Delay(5000, token)); if (done != _work) await [|_work|];")]
    [InlineData("await Task.WhenAny(_work, Task.Delay(5000, token)); await [|_work|];")]
    public Task Reported_where_it_may_not_be(string statements) => StopAsync(statements);

    [Theory]
    [InlineData("public override Task StopAsync(CancellationToken token) => [|_work|];")]
    [InlineData("public override Task StopAsync(CancellationToken token) { Touch(); return [|_work|]; }")]
    [InlineData("public override Task StopAsync(CancellationToken token) => base.StopAsync(token);")]
    [InlineData("public override Task StopAsync(CancellationToken token) => Task.CompletedTask;")]
    [InlineData("public override Task StopAsync(CancellationToken token) => _work.WaitAsync(token);")]
    [InlineData("public override Task StopAsync(CancellationToken token) => ReadAsync();")]
    public Task A_task_that_is_handed_back(string members) => MembersAsync(members);

    [Theory]
    [InlineData("public async Task StopAsync() => await _work;")]
    [InlineData("public async Task StoppingAsync(CancellationToken token) => await _work;")]
    [InlineData("public override async Task StartAsync(CancellationToken token) { await _work; await base.StartAsync(token); }")]
    public Task Silent_in_what_does_not_stop_a_service(string members) => MembersAsync(members);

    [Fact]
    public Task Every_method_that_the_host_stops_a_service_with() => RuleTest<StopUnboundedAnalyzer>.VerifyAsync(ProjectKind.ClassLib, """
        using Microsoft.Extensions.Hosting;

        class Service : IHostedLifecycleService
        {
            private readonly Task _work = Task.CompletedTask;

            public async Task StartingAsync(CancellationToken token) => await _work;
            public async Task StartAsync(CancellationToken token) => await _work;
            public async Task StartedAsync(CancellationToken token) => await _work;
            public async Task StoppingAsync(CancellationToken token) => await [|_work|];
            async Task IHostedService.StopAsync(CancellationToken token) => await [|_work|];
            public async Task StoppedAsync(CancellationToken token) => await [|_work|];
        }

        class Server
        {
            private readonly Task _work = Task.CompletedTask;

            public async Task StopAsync(CancellationToken token) => await _work;
        }
        """);

    private static Task StopAsync(string statements) =>
        MembersAsync($"public override async Task StopAsync(CancellationToken token) {{ await base.StopAsync(token); {statements} }}");

    private static Task MembersAsync(string members) =>
        ServiceTest<StopUnboundedAnalyzer>.VerifyAsync($"protected override Task ExecuteAsync(CancellationToken stop) => _work; {members}");
}
