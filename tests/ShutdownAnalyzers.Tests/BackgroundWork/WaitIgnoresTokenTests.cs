using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;

namespace ShutdownAnalyzers.BackgroundWork;

public sealed class WaitIgnoresTokenTests
{
    [Theory]
    [InlineData("while (!stop.IsCancellationRequested) { await Task.[|Delay|](5000); }")]
    [InlineData("while (!stop.IsCancellationRequested) { await Task.[|Delay|](TimeSpan.FromMinutes(1)).ConfigureAwait(false); }")]
    [InlineData("while (!stop.IsCancellationRequested) { Task.[|Delay|](5000).Wait(); }")]
    [InlineData("while (!stop.IsCancellationRequested) { Task.[|Delay|](5000).GetAwaiter().GetResult(); }")]
    [InlineData("await Task.[|Delay|](Timeout.Infinite);")]
    [InlineData("await Task.[|Delay|](501);")]
    [InlineData("while (true) { Thread.[|Sleep|](1000); await Task.Yield(); }")]
    [InlineData("while (await _tick.[|WaitForNextTickAsync|]()) { }")]
    [InlineData("await _gate.[|WaitAsync|]();")]
    [InlineData("await _gate.[|WaitAsync|](TimeSpan.FromSeconds(10));")]
    [InlineData("await Task.Yield(); _gate.[|Wait|]();")]
    [InlineData("var job = await _jobs.Reader.[|ReadAsync|]();")]
    [InlineData("while (await _jobs.Reader.[|WaitToReadAsync|]()) { }")]
    [InlineData("await foreach (var job in _jobs.Reader.[|ReadAllAsync|]()) { }")]
    [InlineData("await SaveAsync(await ReadAsync(), stop); await [|SaveAsync|](1);")]
    [InlineData("var page = await _http.[|GetStringAsync|](\"https://example.org\");")]
    [InlineData("while (true) { await _listener.[|AcceptTcpClientAsync|](); }")]
    [InlineData("while (true) { await _listener.[|AcceptTcpClientAsync|]().ConfigureAwait(false); }")]
    [InlineData("foreach (var job in new[] { 1, 2 }) { } await Task.[|Delay|](5000);")]
    [InlineData("while (true) { try { await SaveAsync(1, stop); } catch (IOException) { await Task.[|Delay|](5000); } }")]
    [InlineData("if (stop.IsCancellationRequested) await Task.[|Delay|](5000); else Console.WriteLine();")]
    [InlineData("await Task.Run(async () => { while (true) await Task.[|Delay|](5000); });")]
    [InlineData("await Task.Factory.StartNew(async () => { while (true) await Task.[|Delay|](5000); });")]
    [InlineData("await LoopAsync(); async Task LoopAsync() { while (true) await Task.[|Delay|](5000); }")]
    [InlineData("stop.Register(() => _tick.Dispose()); while (true) { await _listener.[|AcceptTcpClientAsync|](); }")]
    [InlineData("using var other = new CancellationTokenSource(); other.Token.Register(_listener.Stop); while (true) { await _listener.[|AcceptTcpClientAsync|](); }")]
    public Task Reported_in_ExecuteAsync(string statements) => ServiceTest<WaitIgnoresTokenAnalyzer>.ExecuteAsync(statements);

    [Fact]
    public Task Reported_in_the_file_of_a_partial_class_in_which_the_wait_stands() => RuleTest<WaitIgnoresTokenAnalyzer>.VerifyAsync(
        ProjectKind.ClassLib,
        "partial class Worker : Microsoft.Extensions.Hosting.BackgroundService { protected override async Task ExecuteAsync(CancellationToken stop) { await LoopAsync(stop); await OtherAsync(); await Task.[|Delay|](5000); } }",
        "partial class Worker { private async Task LoopAsync(CancellationToken token) { await Task.[|Delay|](5000); await AgainAsync(token); } private Task OtherAsync() => Task.Delay(5000); }",
        "partial class Worker { private async Task AgainAsync(CancellationToken token) { await Task.[|Delay|](5000); await Task.Delay(5000, token); } } partial class Other { private Task LoopAsync(CancellationToken token) => Task.Delay(5000); }");

    [Theory]
    [InlineData("private async Task LoopAsync(CancellationToken token) { while (true) await Task.[|Delay|](5000); }")]
    [InlineData("public async Task LoopAsync(CancellationToken token) => await Task.[|Delay|](5000);")]
    [InlineData("private Task LoopAsync(CancellationToken token) => RoundAsync(1, token); private async Task RoundAsync(int round, CancellationToken token) => await Task.[|Delay|](5000);")]
    public Task Reported_in_what_is_given_the_token(string members) => ServiceTest<WaitIgnoresTokenAnalyzer>.ExecuteAsync("await LoopAsync(stop);", members);

    [Theory]
    [InlineData("while (true) { await Task.Delay(5000, stop); }")]
    [InlineData("using var linked = CancellationTokenSource.CreateLinkedTokenSource(stop); await Task.Delay(5000, linked.Token);")]
    [InlineData("await Task.Delay(5000, CancellationToken.None);")]
    [InlineData("await Task.Delay(5000, default);")]
    [InlineData("while (true) { await Task.Delay(500); }")]
    [InlineData("while (true) { await Task.Delay(TimeSpan.FromSeconds(0.5)); }")]
    [InlineData("while (true) { await _gate.WaitAsync(100); }")]
    [InlineData("while (true) { Thread.Sleep(10); await Task.Yield(); }")]
    [InlineData("Thread.Sleep(5000); await Task.Yield();")]
    [InlineData("await Task.WhenAny(Task.Delay(5000), Task.Delay(Timeout.Infinite, stop));")]
    [InlineData("while (await _tick.WaitForNextTickAsync(stop)) { }")]
    [InlineData("await foreach (var job in _jobs.Reader.ReadAllAsync(stop)) { }")]
    [InlineData("await foreach (var job in _jobs.Reader.ReadAllAsync().WithCancellation(stop)) { }")]
    [InlineData("var next = _jobs.Reader.ReadAsync().AsTask(); await Task.WhenAny(next, _work);")]
    [InlineData("await _work;")]
    [InlineData("await _work.WaitAsync(stop);")]
    [InlineData("await ReadAsync();")]
    [InlineData("await Task.Run(() => 1);")]
    [InlineData("Action later = async () => await Task.Delay(5000); later(); await Task.Yield();")]
    [InlineData("stop.Register(async () => await Task.Delay(5000)); await Task.Yield();")]
    [InlineData("var accepted = _listener.AcceptTcpClientAsync(); await accepted;")]
    [InlineData("_listener.AcceptTcpClientAsync().Wait(); await Task.Yield();")]
    [InlineData("await _listener.AcceptTcpClientAsync().ConfigureAwait(ConfigureAwaitOptions.None);")]
    public Task Silent_where_the_wait_is_bounded_or_is_none(string statements) => ServiceTest<WaitIgnoresTokenAnalyzer>.ExecuteAsync(statements);

    [Theory]
    [InlineData("while (!stop.IsCancellationRequested) { await SaveAsync(1, stop); } await Task.Delay(5000); await SaveAsync(2);")]
    [InlineData("try { while (true) { await SaveAsync(1, stop); } } catch (OperationCanceledException) { } await SaveAsync(2);")]
    [InlineData("await foreach (var job in _jobs.Reader.ReadAllAsync(stop)) { } await SaveAsync(2);")]
    [InlineData("try { await SaveAsync(1, stop); } finally { await SaveAsync(2); await Task.Delay(5000); }")]
    [InlineData("try { await SaveAsync(1, stop); } catch (OperationCanceledException) { await Task.Delay(5000); }")]
    [InlineData("try { await SaveAsync(1, stop); } catch (IOException) { await SaveAsync(2); }")]
    [InlineData("while (true) { await CommitAsync(); await Task.Delay(5000, stop); } async Task CommitAsync(CancellationToken token = default) => await Task.Yield();")]
    [InlineData("var file = File.Create(\"x\"); while (true) { await file.FlushAsync(); await Task.Delay(5000, stop); }")]
    public Task Silent_where_work_is_wound_down_or_finished(string statements) => ServiceTest<WaitIgnoresTokenAnalyzer>.ExecuteAsync(statements);

    [Theory]
    [InlineData("var listener = new System.Net.Sockets.TcpListener(0); stop.Register(() => listener.Stop()); while (true) { await listener.AcceptTcpClientAsync(); }")]
    [InlineData("var listener = new System.Net.Sockets.TcpListener(0); stop.Register(listener.Stop); while (true) { await listener.AcceptTcpClientAsync(); }")]
    [InlineData("stop.UnsafeRegister(_ => _listener.Stop(), null); while (true) { await _listener.AcceptTcpClientAsync(); }")]
    [InlineData("await ServeAsync(_listener); async Task ServeAsync(System.Net.Sockets.TcpListener listener) { using var end = stop.Register(() => listener.Stop()); while (true) await listener.AcceptTcpClientAsync(); }")]
    [InlineData("await With(stop).ReadAsync(new byte[1]); Stream With(CancellationToken token) => Stream.Null;")]
    public Task Silent_where_the_token_comes_another_way(string statements) => ServiceTest<WaitIgnoresTokenAnalyzer>.ExecuteAsync(statements);

    [Theory]
    [InlineData("await foreach (var job in _jobs.Reader.ReadAllAsync()) { await SaveAsync(job); }", StopCompletes)]
    [InlineData("await foreach (var job in _jobs.Reader.ReadAllAsync().ConfigureAwait(false)) { try { await SaveAsync(job); } catch (IOException) { await Task.Delay(5000); } }", StopCompletes)]
    [InlineData("while (await _jobs.Reader.WaitToReadAsync()) while (_jobs.Reader.TryRead(out var job)) await SaveAsync(job);", StopCompletes)]
    [InlineData("stop.Register(() => _jobs.Writer.TryComplete()); await foreach (var job in _jobs.Reader.ReadAllAsync()) { }", "")]
    [InlineData("await Task.Yield(); try { while (true) { var job = await _jobs.Reader.ReadAsync(); } } catch (ChannelClosedException) { }", StopCompletes)]
    public Task Silent_where_a_completed_channel_is_emptied(string statements, string members) => ServiceTest<WaitIgnoresTokenAnalyzer>.ExecuteAsync(statements, members);

    [Theory]
    [InlineData("await foreach (var job in _jobs.Reader.ReadAllAsync(stop)) { await [|SaveAsync|](job); }", StopCompletes)]
    [InlineData("await Task.[|Delay|](5000); await foreach (var job in _jobs.Reader.ReadAllAsync()) { }", StopCompletes)]
    [InlineData("await foreach (var job in _jobs.Reader.[|ReadAllAsync|]()) { await [|SaveAsync|](job); }", "private void Complete() { } private void Other() => Complete();")]
    public Task Reported_where_no_channel_is_completed_or_another_wait_is_meant(string statements, string members) => ServiceTest<WaitIgnoresTokenAnalyzer>.ExecuteAsync(statements, members);

    private const string StopCompletes = "public override Task StopAsync(CancellationToken token) { _jobs.Writer.Complete(); return base.StopAsync(token); }";

    [Theory]
    [InlineData("protected override Task ExecuteAsync(CancellationToken stop) => OtherAsync(); private async Task OtherAsync() => await Task.Delay(5000);")]
    [InlineData("protected override Task ExecuteAsync(CancellationToken stop) => OtherAsync(CancellationToken.None); private async Task OtherAsync(CancellationToken token) => await Task.Delay(5000);")]
    [InlineData("protected override Task ExecuteAsync(CancellationToken stop) => _work; public override async Task StartAsync(CancellationToken token) { await Task.Delay(5000); await base.StartAsync(token); }")]
    [InlineData("protected override Task ExecuteAsync(CancellationToken stop) => _work; private async Task ExecuteAsync(int i, CancellationToken stop) => await Task.Delay(5000);")]
    public Task Silent_in_code_that_has_no_stopping_token(string members) => ServiceTest<WaitIgnoresTokenAnalyzer>.VerifyAsync(members);

    [Fact]
    public Task Silent_in_a_service_of_the_users_own() => RuleTest<WaitIgnoresTokenAnalyzer>.VerifyAsync(ProjectKind.Worker, """
        await new Worker().RunAsync();

        abstract class BackgroundService
        {
            public Task RunAsync() => ExecuteAsync(CancellationToken.None);
            protected abstract Task ExecuteAsync(CancellationToken stop);
        }

        class Worker : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken stop) => await Task.Delay(5000);
        }
        """);

    [Fact]
    public Task Says_what_is_not_given_what() => new RuleTest<WaitIgnoresTokenAnalyzer>(ProjectKind.ClassLib, """
        using Microsoft.Extensions.Hosting;

        class Worker : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken stoppingToken) => await Task.{|#0:Delay|}(5000);
        }
        """)
    {
        ExpectedDiagnostics = { new DiagnosticResult("SHUT401", DiagnosticSeverity.Warning).WithLocation(0).WithArguments("Delay", "stoppingToken") },
    }.VerifyAsync();
}
