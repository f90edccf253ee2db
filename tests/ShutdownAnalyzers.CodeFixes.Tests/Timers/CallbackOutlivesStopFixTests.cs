namespace ShutdownAnalyzers.Timers;

/// <summary>SHUT303's fix awaits the timer in <c>StopAsync</c>.</summary>
public sealed class CallbackOutlivesStopFixTests
{
    [Theory]
    [InlineData("""
        public Task StopAsync(CancellationToken token)
            {
                _timer?.[|Change|](Timeout.Infinite, 0);

                return Task.CompletedTask;
            }
        """, """
        public async Task StopAsync(CancellationToken token)
            {
                if (_timer is not null)
                    await _timer.DisposeAsync();
            }
        """)]
    [InlineData("""
        public Task StopAsync(CancellationToken token)
            {
                Work(); // last words
                _timer!.[|Dispose|]();
                // Nothing else to do.
                return Task.CompletedTask;
            }
        """, """
        public async Task StopAsync(CancellationToken token)
            {
                Work(); // last words
                await _timer.DisposeAsync();
                // Nothing else to do.
            }
        """)]
    [InlineData("""
        public Task StopAsync(CancellationToken token)
            {
                if (_timer == null)
                    return Task.CompletedTask;

                _timer.[|Dispose|]();
                return FlushAsync();
            }
        """, """
        public async Task StopAsync(CancellationToken token)
            {
                if (_timer == null)
                    return;

                await _timer.DisposeAsync();
                await FlushAsync();
            }
        """)]
    [InlineData("""
        public Task StopAsync(CancellationToken token)
            {
                _timer?.[|Dispose|]();
                if (token.IsCancellationRequested)
                    return FlushAsync();
                else
                {
                    return token.CanBeCanceled ? FlushAsync() : Task.CompletedTask;
                }
            }
        """, """
        public async Task StopAsync(CancellationToken token)
            {
                if (_timer is not null)
                    await _timer.DisposeAsync();
                if (token.IsCancellationRequested)
                    { await FlushAsync(); return; }
                else
                {
                    await (token.CanBeCanceled ? FlushAsync() : Task.CompletedTask); return;
                }
            }
        """)]
    [InlineData(
        "public Task StopAsync(CancellationToken token) { _timer?.[|Dispose|](); return Task.CompletedTask; }",
        "public async Task StopAsync(CancellationToken token) { if (_timer is not null) await _timer.DisposeAsync(); }")]
    [InlineData(
        "public async Task StopAsync(CancellationToken token) { _timer!.[|Dispose|](); await FlushAsync(); }",
        "public async Task StopAsync(CancellationToken token) { await _timer.DisposeAsync(); await FlushAsync(); }")]
    [InlineData(
        "public Task StopAsync(CancellationToken token) { _ = this._timer!.[|DisposeAsync|](); return Task.CompletedTask; }",
        "public async Task StopAsync(CancellationToken token) { await this._timer.DisposeAsync(); }")]
    [InlineData(
        "Task IHostedService.StopAsync(CancellationToken token) { _timer!.[|Dispose|](); return Task.CompletedTask; }",
        "async Task IHostedService.StopAsync(CancellationToken token) { await _timer.DisposeAsync(); }")]
    public Task In_place(string before, string after) => InServiceAsync(before, after);

    [Theory]
    [InlineData("""
        public Task StopAsync(CancellationToken token) => Task.CompletedTask;

            public void Dispose() => _timer?.[|Dispose|]();
        """, """
        public async Task StopAsync(CancellationToken token)
            {
                if (_timer is not null)
                    await _timer.DisposeAsync();
            }

            public void Dispose() => _timer?.Dispose();
        """)]
    [InlineData("""
        public Task StopAsync(CancellationToken token)
            {
                Stop();
                return Task.CompletedTask;
            }

            private void Stop() => _timer?.[|Dispose|]();
        """, """
        public async Task StopAsync(CancellationToken token)
            {
                if (_timer is not null)
                    await _timer.DisposeAsync();
                Stop();
            }

            private void Stop() => _timer?.Dispose();
        """)]
    [InlineData("""
        public Task StopAsync(CancellationToken token) => FlushAsync();

            public void Dispose() => _timer?.[|Dispose|]();
        """, """
        public async Task StopAsync(CancellationToken token)
            {
                if (_timer is not null)
                    await _timer.DisposeAsync();
                await FlushAsync();
            }

            public void Dispose() => _timer?.Dispose();
        """)]
    [InlineData("""
        public Task StopAsync(CancellationToken token)
            {
                lock (this)
                {
                    _timer?.[|Dispose|]();
                }

                return Task.CompletedTask;
            }
        """, """
        public async Task StopAsync(CancellationToken token)
            {
                if (_timer is not null)
                    await _timer.DisposeAsync();
                lock (this)
                {
                    _timer?.Dispose();
                }
            }
        """)]
    public Task First_in_StopAsync_where_the_end_is_elsewhere(string before, string after) => InServiceAsync(before, after);

    [Fact]
    public Task In_an_override_of_a_background_service() => VerifyAsync("""
        using Microsoft.Extensions.Hosting;

        public sealed class Refresher : BackgroundService
        {
            private readonly Timer _timer = new(_ => File.WriteAllText("state", ""), null, 0, 1000);

            protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;

            public override void Dispose()
            {
                _timer.[|Dispose|]();
                base.Dispose();
            }
        }
        """, """
        using Microsoft.Extensions.Hosting;

        public sealed class Refresher : BackgroundService
        {
            private readonly Timer _timer = new(_ => File.WriteAllText("state", ""), null, 0, 1000);

            protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;

            public override void Dispose()
            {
                _timer.Dispose();
                base.Dispose();
            }

            public override async Task StopAsync(CancellationToken cancellationToken)
            {
                await _timer.DisposeAsync();
                await base.StopAsync(cancellationToken);
            }
        }
        """);

    [Fact]
    public Task For_all_timers_of_a_service() => VerifyAsync("""
        using Microsoft.Extensions.Hosting;

        public sealed class Refresher : IHostedService
        {
            private readonly Timer _first = new(_ => File.WriteAllText("state", ""), null, 0, 1000);
            private readonly ITimer _second = TimeProvider.System.CreateTimer(_ => File.WriteAllText("state", ""), null, TimeSpan.Zero, TimeSpan.FromSeconds(1));

            public Task StartAsync(CancellationToken token) => Task.CompletedTask;

            public Task StopAsync(CancellationToken token)
            {
                _first.[|Dispose|]();
                _second.[|Dispose|]();
                return Task.CompletedTask;
            }
        }
        """, """
        using Microsoft.Extensions.Hosting;

        public sealed class Refresher : IHostedService
        {
            private readonly Timer _first = new(_ => File.WriteAllText("state", ""), null, 0, 1000);
            private readonly ITimer _second = TimeProvider.System.CreateTimer(_ => File.WriteAllText("state", ""), null, TimeSpan.Zero, TimeSpan.FromSeconds(1));

            public Task StartAsync(CancellationToken token) => Task.CompletedTask;

            public async Task StopAsync(CancellationToken token)
            {
                await _first.DisposeAsync();
                await _second.DisposeAsync();
            }
        }
        """);

    [Theory]
    [InlineData("private readonly System.Timers.Timer _timer = new(1000);", "public Task StopAsync(CancellationToken token) { _timer.{|SHUT303:Stop|}(); return Task.CompletedTask; }", "_timer.Elapsed += (_, _) => Work();")]
    [InlineData("private readonly Timer _timer;", "public Task StopAsync(CancellationToken token) { lock (this) { _timer.{|SHUT303:Dispose|}(); return Task.Delay(1); } }", "_timer = new(_ => Work(), null, 0, 1000);")]
    [InlineData("private readonly Timer _timer;", "public Task StopAsync(CancellationToken token) => throw new NotSupportedException(); public void Dispose() => _timer.{|SHUT303:Dispose|}();", "_timer = new(_ => Work(), null, 0, 1000);")]
    public Task No_fix_without_a_way_to_wait(string field, string members, string creation)
    {
        var source = $$"""
            using Microsoft.Extensions.Hosting;

            public sealed class Refresher : IHostedService
            {
                {{field}}
                public Refresher() { {{creation}} }
                public Task StartAsync(CancellationToken token) => Task.CompletedTask;
                {{members}}
                private void Work() => File.WriteAllText("state", "");
            }
            """;
        return VerifyAsync(source, source);
    }

    private static Task InServiceAsync(string before, string after)
    {
        return VerifyAsync(Service(before), Service(after));

        static string Service(string members) => $$"""
            using Microsoft.Extensions.Hosting;

            public sealed class Refresher : IHostedService
            {
                private Timer? _timer;

                public Task StartAsync(CancellationToken token)
                {
                    _timer = new Timer(_ => Work(), null, 0, 1000);
                    return Task.CompletedTask;
                }

                {{members}}

                private void Work() => File.WriteAllText("state", "");
                private Task FlushAsync() => File.WriteAllTextAsync("state", "");
            }
            """;
    }

    private static Task VerifyAsync(string source, string fixedSource) =>
        FixTest<CallbackOutlivesStopAnalyzer, CallbackOutlivesStopFix>.VerifyAsync(ProjectKind.ClassLib, source, fixedSource);
}
