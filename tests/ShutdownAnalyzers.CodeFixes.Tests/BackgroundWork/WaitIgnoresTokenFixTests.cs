namespace ShutdownAnalyzers.BackgroundWork;

public sealed class WaitIgnoresTokenFixTests
{
    [Theory]
    [InlineData("await Task.[|Delay|](5000);", "await Task.Delay(5000, stop);")]
    [InlineData("await Task.[|Delay|](TimeSpan.FromMinutes(1)).ConfigureAwait(false);", "await Task.Delay(TimeSpan.FromMinutes(1), stop).ConfigureAwait(false);")]
    [InlineData("await _gate.[|WaitAsync|]();", "await _gate.WaitAsync(stop);")]
    [InlineData("await SaveAsync(1, \"\", stop); await [|SaveAsync|](2, \"\");", "await SaveAsync(1, \"\", stop); await SaveAsync(2, \"\", stop);")]
    [InlineData("await [|SaveAsync|](2);", "await SaveAsync(2, cancel: stop);")]
    [InlineData("await [|SaveAsync|](note: \"\", job: 2);", "await SaveAsync(note: \"\", job: 2, cancel: stop);")]
    [InlineData("var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Any, 0); await listener.[|AcceptTcpClientAsync|]().ConfigureAwait(false);", "var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Any, 0); await listener.AcceptTcpClientAsync(stop).ConfigureAwait(false);")]
    [InlineData("await foreach (var job in _jobs.Reader.[|ReadAllAsync|]()) { }", "await foreach (var job in _jobs.Reader.ReadAllAsync(stop)) { }")]
    [InlineData("while (true) { Thread.[|Sleep|](1000); await Task.Yield(); }", "while (true) { await Task.Delay(1000, stop); await Task.Yield(); }")]
    [InlineData("while (true) { lock (_jobs) { Thread.[|Sleep|](1000); } await Task.Yield(); }", "while (true) { lock (_jobs) { stop.WaitHandle.WaitOne(1000); } await Task.Yield(); }")]
    [InlineData("await Task.[|Delay|](5000 /* a pause */ );", "await Task.Delay(5000, stop /* a pause */ );")]
    [InlineData("await Task.[|Delay|](\n    5000);", "await Task.Delay(\n    5000, stop);")]
    [InlineData("await Task.[|Delay|](5000); await Task.[|Delay|](6000); await _jobs.Reader.[|ReadAsync|]();", "await Task.Delay(5000, stop); await Task.Delay(6000, stop); await _jobs.Reader.ReadAsync(stop);")]
    public Task Passes_the_token(string statements, string fixedStatements) => VerifyAsync(
        $"protected override async Task ExecuteAsync(CancellationToken stop) {{ {statements} }}",
        $"protected override async Task ExecuteAsync(CancellationToken stop) {{ {fixedStatements} }}");

    [Fact]
    public Task Passes_the_token_that_a_helper_is_given() => VerifyAsync("""
        protected override Task ExecuteAsync(CancellationToken stop) => LoopAsync(stop);

        private async Task LoopAsync(CancellationToken ended)
        {
            while (true)
                await Task.[|Delay|](5000);
        }
        """, """
        protected override Task ExecuteAsync(CancellationToken stop) => LoopAsync(stop);

        private async Task LoopAsync(CancellationToken ended)
        {
            while (true)
                await Task.Delay(5000, ended);
        }
        """);

    [Fact]
    public Task Sleeps_by_the_token_where_nothing_can_be_awaited() => VerifyAsync("""
        protected override Task ExecuteAsync(CancellationToken stop) => Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
                Thread.[|Sleep|](TimeSpan.FromSeconds(5));
        });
        """, """
        protected override Task ExecuteAsync(CancellationToken stop) => Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
                stop.WaitHandle.WaitOne(TimeSpan.FromSeconds(5));
        });
        """);

    private static Task VerifyAsync(string members, string fixedMembers) =>
        ServiceFixTest<WaitIgnoresTokenAnalyzer, WaitIgnoresTokenFix>.VerifyAsync(members, fixedMembers);
}
