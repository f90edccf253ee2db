namespace ShutdownAnalyzers.BackgroundWork;

public sealed class BaseNotCalledFixTests
{
    [Theory]
    [InlineData("public override Task [|StopAsync|](CancellationToken token) => Task.CompletedTask;", "public override Task StopAsync(CancellationToken token) => base.StopAsync(token);")]
    [InlineData("public override Task [|StartAsync|](CancellationToken token) { return Task.CompletedTask; }", "public override Task StartAsync(CancellationToken token) { return base.StartAsync(token); }")]
    [InlineData("public override async Task [|StopAsync|](CancellationToken token) { }", "public override async Task StopAsync(CancellationToken token) { await base.StopAsync(token); }")]
    [InlineData("public override async Task [|StopAsync|](CancellationToken token) { await SaveAsync(1); }", "public override async Task StopAsync(CancellationToken token) { await SaveAsync(1); await base.StopAsync(token); }")]
    [InlineData("public override async Task [|StopAsync|](CancellationToken token) { if (_work.IsCompleted) return; await SaveAsync(1); }", "public override async Task StopAsync(CancellationToken token) { if (_work.IsCompleted) { await base.StopAsync(token); return; } await SaveAsync(1); await base.StopAsync(token); }")]
    [InlineData("public override void [|Dispose|]() { _gate.Dispose(); GC.SuppressFinalize(this); }", "public override void Dispose() { _gate.Dispose(); GC.SuppressFinalize(this); base.Dispose(); }")]
    public Task On_one_line(string member, string fixedMember) => VerifyAsync(member, fixedMember);

    [Fact]
    public Task Behind_what_is_there() => VerifyAsync("""
        public override async Task [|StopAsync|](CancellationToken token)
        {
            // Say goodbye.
            await SaveAsync(1);
        }

        public override void [|Dispose|]() => _gate.Dispose();
        """, """
        public override async Task StopAsync(CancellationToken token)
        {
            // Say goodbye.
            await SaveAsync(1);
            await base.StopAsync(token);
        }

        public override void Dispose()
        {
            _gate.Dispose();
            base.Dispose();
        }
        """);

    [Fact]
    public Task Before_every_return() => VerifyAsync("""
        public override async Task [|StopAsync|](CancellationToken token)
        {
            if (_work.IsCompleted)
                return;

            if (_work.IsFaulted)
            {
                await SaveAsync(1);
                return;
            }

            Func<int> other = () => { return 1; };
            await SaveAsync(other());
        }
        """, """
        public override async Task StopAsync(CancellationToken token)
        {
            if (_work.IsCompleted)
            {
                await base.StopAsync(token);
                return;
            }

            if (_work.IsFaulted)
            {
                await SaveAsync(1);
                await base.StopAsync(token);
                return;
            }

            Func<int> other = () => { return 1; };
            await SaveAsync(other());
            await base.StopAsync(token);
        }
        """);

    [Fact]
    public Task A_task_that_is_handed_back_is_awaited_first() => VerifyAsync("""
        public override Task [|StopAsync|](CancellationToken token)
        {
            if (_work.IsCompleted)
                return Task.CompletedTask;

            return SaveAsync(1);
        }

        public override Task [|StartAsync|](CancellationToken token) => SaveAsync(2);
        """, """
        public override async Task StopAsync(CancellationToken token)
        {
            if (_work.IsCompleted)
            {
                await base.StopAsync(token);
                return;
            }

            await SaveAsync(1);
            await base.StopAsync(token);
        }

        public override async Task StartAsync(CancellationToken token)
        {
            await SaveAsync(2);
            await base.StartAsync(token);
        }
        """);

    [Fact]
    public Task No_fix_where_some_ways_call_it() => ServiceFixTest<BaseNotCalledAnalyzer, BaseNotCalledFix>.NoFixAsync("""
        public override async Task [|StopAsync|](CancellationToken token)
        {
            if (_work.IsCompleted)
                return;

            await base.StopAsync(token);
        }
        """);

    private static Task VerifyAsync(string members, string fixedMembers) =>
        ServiceFixTest<BaseNotCalledAnalyzer, BaseNotCalledFix>.VerifyAsync(members, fixedMembers);
}
