using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;

namespace ShutdownAnalyzers.Timers;

/// <summary>SHUT305: an async callback, of which the timer sees no more than the first await.</summary>
public sealed class AsyncVoidCallbackTests
{
    [Theory]
    [InlineData("_timer = new Timer([|async|] _ => await WorkAsync(), null, 0, 1000);")]
    [InlineData("_timer = new([|async|] _ => await WorkAsync(), null, 0, 1000);")]
    [InlineData("this._timer = new([|async|] _ => { await WorkAsync(); }, null, 0, 1000);")]
    [InlineData("_timer = new Timer([|async|] delegate { await WorkAsync(); }, null, 0, 1000);")]
    [InlineData("_timer = new Timer(period: 1000, dueTime: 0, state: null, callback: [|async|] static state => await ((Cache)state!).WorkAsync());")]
    [InlineData("_timer = new Timer([|OnTick|], null, 0, 1000);")]
    [InlineData("_timer = new([|this.OnTick|], null, 0, 1000);")]
    [InlineData("_timer = new Timer(new TimerCallback([|OnTick|]), null, 0, 1000);")]
    [InlineData("Timer timer = new([|async|] _ => await WorkAsync(), null, 0, 1000); _timer = timer;")]
    [InlineData("TimerCallback callback = [|async|] _ => await WorkAsync(); _timer = new(callback, null, 0, 1000);")]
    [InlineData("_other = TimeProvider.System.CreateTimer([|async|] _ => await WorkAsync(), null, TimeSpan.Zero, TimeSpan.FromSeconds(1));")]
    [InlineData("_other = TimeProvider.System.CreateTimer([|OnTick|], null, TimeSpan.Zero, TimeSpan.FromSeconds(1));")]
    [InlineData("async void Local(object? state) => await WorkAsync(); _timer = new Timer([|Local|], null, 0, 1000);")]
    [InlineData("Own(new Timer([|async|] _ => await WorkAsync(), null, 0, 1000));")]
    public Task Given_to_a_timer(string statements) => InCacheAsync(statements);

    [Theory]
    [InlineData("_ticker.Elapsed += [|async|] (_, _) => await WorkAsync();")]
    [InlineData("_ticker.Elapsed += [|async|] (sender, e) => { await WorkAsync(); };")]
    [InlineData("_ticker.Elapsed += [|OnElapsed|];")]
    [InlineData("_ticker.Elapsed += new System.Timers.ElapsedEventHandler([|OnElapsed|]);")]
    [InlineData("System.Timers.ElapsedEventHandler handler = [|async|] (_, _) => await WorkAsync(); _ticker.Elapsed += handler;")]
    public Task Added_to_a_timers_event(string statements) => InCacheAsync(statements);

    [Theory]
    [InlineData("private readonly Timer _more = new([|async|] _ => await Task.Yield(), null, 0, 1000);")]
    [InlineData("private Timer More { get; } = new([|async|] _ => await Task.Yield(), null, 0, 1000);")]
    [InlineData("private readonly TimerCallback _callback = [|async|] _ => await Task.Yield();")]
    [InlineData("private TimerCallback Callback { get; } = [|async|] _ => await Task.Yield();")]
    public Task In_an_initializer(string member) => InCacheAsync("", member);

    [Theory]
    [InlineData("_timer = new([|async|] _ => { try { await WorkAsync(); } catch (Exception) { } }, null, 0, 1000);", "public void Dispose() => _timer?.Dispose();")]
    [InlineData("_timer = new([|async|] _ => { await _gate.WaitAsync(); await WorkAsync(); _gate.Release(); }, null, 0, 1000);", "public async Task StopAsync() { _timer?.Dispose(); await _gate.WaitAsync(); }")]
    [InlineData("_timer = new([|async|] _ => { try { await _gate.WaitAsync(); await WorkAsync(); } catch (IOException) { } }, null, 0, 1000);", "public async Task StopAsync() { _timer?.Dispose(); await _gate.WaitAsync(); }")]
    public Task Caught_or_awaited_but_not_both(string statements, string member) => InCacheAsync(statements, member);

    [Theory]
    [InlineData("_timer = new(async _ => { try { await _gate.WaitAsync(); await WorkAsync(); } catch (Exception) { } finally { _gate.Release(); } }, null, 0, 1000);", "public async Task StopAsync() { _timer?.Dispose(); await _gate.WaitAsync(); }")]
    [InlineData("_timer = new(async _ => { try { _running = WorkAsync(); await _running; } catch { } }, null, 0, 1000);", "public async Task StopAsync() { _timer?.Dispose(); await _running; }")]
    [InlineData("_timer = new(Guarded, null, 0, 1000);", "private async void Guarded(object? state) { try { _running = WorkAsync(); await _running; } catch (Exception e) { Console.WriteLine(e); } } public Task StopAsync() { _timer?.Dispose(); return _running; }")]
    public Task Silent_where_it_is_caught_and_awaited(string statements, string member) => InCacheAsync(statements, member);

    [Theory]
    [InlineData("_timer = new(_ => { }, null, 0, 1000);")]
    [InlineData("_timer = new(_ => _ = WorkAsync(), null, 0, 1000);")]
    [InlineData("_timer = new(Tick, null, 0, 1000);")]
    [InlineData("_timer = new(_callback, null, 0, 1000);")]
    [InlineData("_ticker.Elapsed += (_, _) => { };")]
    [InlineData("_ticker.Disposed += async (_, _) => await WorkAsync();")]
    [InlineData("_ticker.Elapsed -= OnElapsed;")]
    [InlineData("new Mine.Timer(async () => await WorkAsync());")]
    [InlineData("new Mine.Timer(async (int _) => await WorkAsync());")]
    [InlineData("new Mine.Ticker().Elapsed += async () => await WorkAsync();")]
    [InlineData("Func<Task> work = async () => await WorkAsync(); using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));")]
    public Task Silent_where_nothing_async_is_given_to_a_timer(string statements) => InCacheAsync(statements);

    [Fact]
    public async Task And_names_the_callback()
    {
        await SaysAsync("_timer = new({|#0:async|} _ => await WorkAsync(), null, 0, 1000);", "async _ =>");
        await SaysAsync("_timer = new({|#0:OnTick|}, null, 0, 1000);", "OnTick");

        static Task SaysAsync(string statement, string name)
        {
            var test = new RuleTest<AsyncVoidCallbackAnalyzer>(ProjectKind.ClassLib, Cache(statement, ""));
            test.ExpectedDiagnostics.Add(new DiagnosticResult("SHUT305", DiagnosticSeverity.Warning).WithLocation(0)
                .WithMessage($"Timer callback '{name}' is async void: nothing waits for it at shutdown, and an exception in it ends the process"));
            return test.VerifyAsync();
        }
    }

    private static Task InCacheAsync(string statements, string member = "") => RuleTest<AsyncVoidCallbackAnalyzer>.VerifyAsync(ProjectKind.ClassLib, Cache(statements, member));

    private static string Cache(string statements, string member) => $$"""
        public class Cache
        {
            private readonly System.Timers.Timer _ticker = new(1000);
            private readonly SemaphoreSlim _gate = new(1);
            private readonly TimerCallback? _given = null;
            private TimerCallback _callback => _given!;
            private Task _running = Task.CompletedTask;
            private Timer? _timer;
            private ITimer? _other;

            public void Start()
            {
                {{statements}}
            }

            {{member}}

            private void Tick(object? state) { }
            private async void OnTick(object? state) => await WorkAsync();
            private async void OnElapsed(object? sender, System.Timers.ElapsedEventArgs e) => await WorkAsync();
            private Task WorkAsync() => File.WriteAllTextAsync("state", "");
            private static void Own(object? anything) { }
        }

        namespace Mine
        {
            public class Timer(Func<Task> work) { public Timer(Action<int> tick) : this(() => { tick(0); return Task.CompletedTask; }) { } public Func<Task> Work => work; }
            public class Ticker { public event Func<Task>? Elapsed; public void Raise() => Elapsed?.Invoke(); }
        }
        """.Replace("private TimerCallback _callback => _given!;", member.Contains("_callback") ? "" : "private TimerCallback _callback => _given!;");
}
