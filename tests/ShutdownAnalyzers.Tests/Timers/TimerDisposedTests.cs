namespace ShutdownAnalyzers.Timers;

/// <summary>SHUT301 is silent where any code of the type disposes the timer.</summary>
public sealed class TimerDisposedTests
{
    [Theory]
    [InlineData("_timer!.Dispose();")]
    [InlineData("_timer?.Dispose();")]
    [InlineData("this._timer!.Dispose();")]
    [InlineData("((IDisposable)_timer!).Dispose();")]
    [InlineData("(_timer as IDisposable)?.Dispose();")]
    [InlineData("(_timer ?? throw new InvalidOperationException()).Dispose();")]
    [InlineData("_timer?.Dispose(new ManualResetEvent(false));")]
    [InlineData("_ = _timer!.DisposeAsync();")]
    [InlineData("using (_timer) { }")]
    [InlineData("using var timer = _timer;")]
    [InlineData("try { _ticks++; } finally { _timer?.Dispose(); }")]
    [InlineData("if (_timer is { } timer) timer.Dispose();")]
    [InlineData("if (_timer is Timer timer) { timer.Dispose(); }")]
    [InlineData("if (_timer is IDisposable { } timer && _ticks > 0) timer.Dispose();")]
    [InlineData("if (_timer is not { } timer) return; timer.Dispose();")]
    [InlineData("if (this is { _timer: { } timer }) timer.Dispose();")]
    [InlineData("if (_timer is not null) _timer.Dispose();")]
    [InlineData("switch (_timer) { case { } timer: timer.Dispose(); break; }")]
    [InlineData("var timer = _timer; _timer = null; timer?.Dispose();")]
    [InlineData("Timer? timer; timer = _timer; timer?.Dispose();")]
    [InlineData("var first = _timer; var second = first; second?.Dispose();")]
    [InlineData("ref var timer = ref _timer; timer?.Dispose();")]
    [InlineData("(var timer, _timer) = (_timer, null); timer?.Dispose();")]
    [InlineData("Interlocked.Exchange(ref _timer, null)?.Dispose();")]
    [InlineData("var timer = Interlocked.Exchange(ref _timer, null); timer?.Dispose();")]
    [InlineData("Interlocked.CompareExchange(ref _timer, null, _timer)?.Dispose();")]
    [InlineData("Volatile.Read(ref _timer)?.Dispose();")]
    [InlineData("(_ticks > 0 ? _timer : null)?.Dispose();")]
    [InlineData("_timer?.Dispose(); _timer = new(_ => { }, null, 0, 2000);")]
    public Task By_whatever_way(string disposal) => TimerTest.SilentAsync($"public void End() {{ {disposal} }}");

    [Theory]
    [InlineData("await _timer!.DisposeAsync();")]
    [InlineData("await _timer!.DisposeAsync().ConfigureAwait(false);")]
    [InlineData("if (_timer is not null) await _timer.DisposeAsync();")]
    [InlineData("await using (_timer) { }")]
    [InlineData("await using var timer = _timer;")]
    [InlineData("await using (_timer!.ConfigureAwait(false)) { }")]
    public Task By_whatever_asynchronous_way(string disposal) => TimerTest.SilentAsync($"public async Task EndAsync() {{ {disposal} }}");

    [Theory]
    [InlineData("_timer.Dispose();")]
    [InlineData("_timer.Close();")]
    [InlineData("(_timer as System.ComponentModel.Component)?.Dispose();")]
    public Task By_whatever_way_of_its_kind(string disposal) => TimerTest.VerifyAsync($$"""
        public class Cache
        {
            private readonly System.Timers.Timer _timer = new(1000);
            public void Close() { {{disposal}} }
        }
        """);

    [Theory]
    [InlineData("public void Dispose() => _timer?.Dispose();")]
    [InlineData("public void Dispose() { Dispose(true); } protected virtual void Dispose(bool disposing) { if (disposing) _timer?.Dispose(); }")]
    [InlineData("public ValueTask DisposeAsync() => _timer?.DisposeAsync() ?? default;")]
    [InlineData("protected virtual async ValueTask DisposeAsyncCore() { if (_timer != null) await _timer.DisposeAsync().ConfigureAwait(false); }")]
    [InlineData("public void Close() { Release(); } private void Release() { First(); } private void First() => Second(); private void Second() => _timer?.Dispose();")]
    [InlineData("public Task StopAsync(CancellationToken token) { _timer?.Dispose(); return Task.CompletedTask; }")]
    [InlineData("public Task StoppingAsync(CancellationToken token) { _timer?.Dispose(); return Task.CompletedTask; }")]
    [InlineData("public async Task ExecuteAsync(CancellationToken token) { try { await Task.Delay(-1, token); } finally { _timer?.Dispose(); } }")]
    [InlineData("~Cache() => _timer?.Dispose();")]
    [InlineData("private sealed class Scope(Cache cache) : IDisposable { public void Dispose() => cache._timer?.Dispose(); }")]
    [InlineData("public void Run() { void Local() { _timer?.Dispose(); } Local(); }")]
    [InlineData("public int Ticks { get => _ticks; set { _timer?.Dispose(); _ticks = value; } }")]
    public Task In_whatever_member(string member) => TimerTest.SilentAsync(member);

    [Theory]
    [InlineData("public void Start(IHostApplicationLifetime lifetime) => lifetime.ApplicationStopping.Register(_timer!.Dispose);")]
    [InlineData("public void Start(IHostApplicationLifetime lifetime) => lifetime.ApplicationStopped.Register(() => _timer?.Dispose());")]
    [InlineData("public void Start(CancellationToken token) => token.Register(static state => ((Timer)state!).Dispose(), _timer);")]
    [InlineData("public void Start(CancellationToken token) => token.Register(() => { using (_timer) { } });")]
    [InlineData("public void Start() => AppDomain.CurrentDomain.ProcessExit += (_, _) => _timer?.Dispose();")]
    [InlineData("public event Action? Closed; public void Start() => Closed += _timer!.Dispose;")]
    [InlineData("public void Start() => Console.CancelKeyPress += OnCancel; private void OnCancel(object? sender, ConsoleCancelEventArgs e) { _timer?.Dispose(); }")]
    public Task In_whatever_callback(string member) => TimerTest.SilentAsync(member);

    [Theory]
    [InlineData("_timer = new(state => ((Timer)state!).Dispose()); _timer.Change(100, 1000);")]
    [InlineData("_timer = new(state => (state as Timer)?.Dispose()); _timer.Change(100, 1000);")]
    [InlineData("_timer = new(state => { if (state is Timer timer) timer.Dispose(); }); _timer.Change(100, 1000);")]
    [InlineData("_timer = new(_ => _timer!.Dispose(), null, 0, 1000);")]
    [InlineData("Timer? timer = null; timer = new(_ => timer!.Dispose(), null, 0, 1000); _timer = timer;")]
    public Task By_its_own_callback(string creation) => TimerTest.VerifyAsync($$"""
        public class Cache
        {
            private Timer? _timer;
            public Cache() { {{creation}} }
        }
        """);

    [Fact]
    public Task By_its_own_event_handler() => TimerTest.VerifyAsync("""
        using System.Timers;

        public class Cache
        {
            private readonly System.Timers.Timer _timer = new(1000);
            public Cache() => _timer.Elapsed += OnElapsed;
            private static void OnElapsed(object? sender, ElapsedEventArgs e) => (sender as System.Timers.Timer)?.Dispose();
        }
        """);

    [Fact]
    public Task By_an_explicit_interface_implementation() => TimerTest.VerifyAsync("""
        public class Cache : IDisposable, IAsyncDisposable
        {
            private readonly Timer _timer = new(_ => { }, null, 0, 1000);
            private readonly ITimer _other = TimeProvider.System.CreateTimer(_ => { }, null, TimeSpan.Zero, TimeSpan.FromSeconds(1));
            void IDisposable.Dispose() => _timer.Dispose();
            async ValueTask IAsyncDisposable.DisposeAsync() => await _other.DisposeAsync();
        }
        """);

    [Fact]
    public Task In_another_part_of_the_type() => TimerTest.VerifyAsync(
        "public partial class Cache { private readonly Timer _timer = new(_ => { }, null, 0, 1000); }",
        "public partial class Cache : IDisposable { public void Dispose() => _timer.Dispose(); }");

    [Fact]
    public async Task In_a_generated_part_of_the_type()
    {
        var test = new RuleTest<TimerNeverDisposedAnalyzer>(ProjectKind.ClassLib)
        {
            TestCode = "public partial class Cache { private readonly Timer _timer = new(_ => { }, null, 0, 1000); }",
        };
        test.TestState.Sources.Add(("Cache.g.cs", "public partial class Cache : System.IDisposable { public void Dispose() => _timer.Dispose(); }"));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task In_a_record() => TimerTest.VerifyAsync("""
        public record Cache(int Period) : IDisposable
        {
            private readonly Timer _timer = new(_ => { }, null, 0, 1000);
            public void Dispose() => _timer.Dispose();
        }
        """);
}
