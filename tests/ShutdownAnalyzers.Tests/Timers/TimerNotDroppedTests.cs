namespace ShutdownAnalyzers.Timers;

/// <summary>SHUT302 is silent where the timer is disposed, given away, kept elsewhere, or ends by itself.</summary>
public sealed class TimerNotDroppedTests
{
    private const string Created = "new Timer(_ => Tick(), null, 0, 1000)";

    [Theory]
    [InlineData("using var timer = [new];")]
    [InlineData("using (var timer = [new]) { }")]
    [InlineData("using ([new]) { }")]
    [InlineData("await using var timer = [new];")]
    [InlineData("await using (var timer = [new]) { }")]
    [InlineData("var timer = [new]; await using (timer.ConfigureAwait(false)) { }")]
    [InlineData("var timer = [new]; using (timer) { }")]
    [InlineData("var timer = [new]; timer.Dispose();")]
    [InlineData("var timer = [new]; timer?.Dispose();")]
    [InlineData("var timer = [new]; timer!.Dispose(new ManualResetEvent(false));")]
    [InlineData("var timer = [new]; await timer.DisposeAsync();")]
    [InlineData("var timer = [new]; await timer.DisposeAsync().ConfigureAwait(false);")]
    [InlineData("var timer = [new]; try { Tick(); } finally { timer.Dispose(); }")]
    [InlineData("IDisposable timer = [new]; timer.Dispose();")]
    [InlineData("object timer = [new]; (timer as IDisposable)?.Dispose();")]
    [InlineData("object timer = [new]; if (timer is Timer one) one.Dispose();")]
    [InlineData("Timer? timer = [new]; if (timer is { } one) one.Dispose();")]
    [InlineData("Timer? timer = [new]; Interlocked.Exchange(ref timer, null)?.Dispose();")]
    [InlineData("var timer = [new]; var copy = timer; copy.Dispose();")]
    [InlineData("var timer = [new]; timer.Dispose(); timer = [new];")]
    [InlineData("new System.Timers.Timer(1000).Close();")]
    public Task Disposed(string statements) => VerifyAsync(statements);

    [Theory]
    [InlineData("return [new];")]
    [InlineData("var timer = [new]; return timer;")]
    [InlineData("var timer = [new]; return (timer, 1);")]
    [InlineData("return Task.FromResult([new]);")]
    [InlineData("IEnumerable<Timer> All() { yield return [new]; } return All();")]
    [InlineData("Timer Make() => [new]; return Make();")]
    [InlineData("Func<Timer> make = () => [new];")]
    [InlineData("void Take(out Timer timer) => timer = [new];")]
    [InlineData("Timer? timer = [new]; Fill(out timer);")]
    public Task Returned_or_handed_over_by_reference(string statements) => VerifyAsync(statements);

    [Theory]
    [InlineData("Own([new]);")]
    [InlineData("var timer = [new]; Own(timer);")]
    [InlineData("GC.KeepAlive([new]);")]
    [InlineData("_ = new WeakReference([new]);")]
    [InlineData("_all.Add([new]);")]
    [InlineData("var timer = [new]; _all.Add(timer);")]
    [InlineData("Timer[] timers = [[new]];")]
    [InlineData("var timers = new[] { [new] };")]
    [InlineData("var timers = new List<Timer> { [new] };")]
    [InlineData("var timers = new Dictionary<string, Timer> { [\"tick\"] = [new] };")]
    [InlineData("var (timer, _) = ([new], 1);")]
    [InlineData("var both = new { Timer = [new] };")]
    [InlineData("var timer = [new]; _all[0] = timer;")]
    [InlineData("_owner.Add([new]);")]
    [InlineData("[new].DisposeWith(_owner);")]
    [InlineData("var timer = [new].AddTo(_owner);")]
    [InlineData("context.Response.RegisterForDispose([new]);")]
    [InlineData("var timer = [new]; context.Response.RegisterForDisposeAsync(timer);")]
    [InlineData("services.AddSingleton([new]);")]
    [InlineData("var timer = [new]; services.AddSingleton(_ => timer);")]
    [InlineData("var lazy = new Lazy<Timer>(() => [new]);")]
    [InlineData("dynamic owner = new object(); owner.Own([new]);")]
    public Task Given_away(string statements) => VerifyAsync(statements);

    [Theory]
    [InlineData("_kept = [new];")]
    [InlineData("this._kept = [new];")]
    [InlineData("_kept ??= [new];")]
    [InlineData("var timer = [new]; _kept = timer;")]
    [InlineData("object? timer = _kept; timer ??= [new];")]
    public Task Kept_by_a_member(string statements) => VerifyAsync(statements);

    [Theory]
    [InlineData("Timer? timer = null; timer = new Timer(_ => timer!.Change(500, -1), null, 500, -1);")]
    [InlineData("var timer = [new]; Action stop = () => timer.Dispose();")]
    [InlineData("var timer = [new]; lifetime.ApplicationStopping.Register(timer.Dispose);")]
    [InlineData("var timer = [new]; lifetime.ApplicationStopping.Register(() => timer.Dispose());")]
    [InlineData("var timer = [new]; token.Register(static state => ((Timer)state!).Dispose(), timer);")]
    [InlineData("var timer = [new]; AppDomain.CurrentDomain.ProcessExit += (_, _) => timer.Dispose();")]
    [InlineData("var timer = [new]; void Pause() => timer.Change(-1, 0); Pause();")]
    public Task Captured(string statements) => VerifyAsync(statements);

    [Theory]
    [InlineData("new Timer(state => ((Timer)state!).Dispose()).Change(100, 1000);")]
    [InlineData("var timer = new Timer(state => { Tick(); (state as Timer)?.Dispose(); }); timer.Change(1000, Timeout.Infinite);")]
    [InlineData("Timer? timer = null; timer = new Timer(_ => { Tick(); timer!.Dispose(); }, null, 1000, Timeout.Infinite);")]
    [InlineData("var timer = new Timer(End); timer.Change(1000, -1); static void End(object? state) { if (state is Timer timer) timer.Dispose(); }")]
    [InlineData("var timer = new System.Timers.Timer(1000) { AutoReset = false }; timer.Elapsed += (sender, _) => ((System.Timers.Timer)sender!).Dispose(); timer.Start();")]
    [InlineData("var timer = new System.Timers.Timer(1000); timer.Elapsed += (sender, _) => (sender as IDisposable)?.Dispose(); timer.Start();")]
    public Task Disposed_by_its_own_callback(string statements) => VerifyAsync(statements);

    [Theory]
    [InlineData("var timer = new System.Timers.Timer(1000) { AutoReset = false }; timer.Elapsed += (_, _) => Tick(); timer.Start();")]
    [InlineData("new Timer(_ => Tick()).Change(1000, Timeout.Infinite);")]
    [InlineData("var timer = new PeriodicTimer(TimeSpan.FromSeconds(1)); while (await timer.WaitForNextTickAsync(token)) Tick();")]
    [InlineData("var timer = new System.Timers.Timer(1000); timer.Start(); await Task.Delay(5000); timer.Stop();")]
    [InlineData("var timer = [new]; await Task.Delay(5000); timer.Change(Timeout.Infinite, Timeout.Infinite);")]
    public Task Ended_by_itself_or_stopped(string statements) => VerifyAsync(statements);

    [Theory]
    [InlineData("var timer = new Timer(_ => { }, null, 0, 1000); app.Run(); timer.Change(0, 500);")]
    [InlineData("var timer = new Timer(_ => { }, null, 0, 1000); await app.RunAsync(); GC.KeepAlive(timer);")]
    [InlineData("var timer = new Timer(_ => { }, null, 0, 1000); app.Run(); timer.Dispose();")]
    public Task Used_after_the_wait_of_the_entry_point(string statements) => DroppedTimerTest.VerifyProgramAsync(statements);

    [Theory]
    [InlineData("public class C { private readonly Timer _timer = new(_ => { }, null, 0, 1000); }")]
    [InlineData("public class C { private static Timer Timer { get; } = new Timer(_ => { }, null, 0, 1000); }")]
    [InlineData("public class C { private Timer? _timer; public C() => _timer = new(_ => { }, null, 0, 1000); }")]
    [InlineData("public class C { public Timer Make() => new(_ => { }, null, 0, 1000); }")]
    [InlineData("public class Timer { public void Start() { var timer = new Timer(); _ = new Timer(); } }")]
    [InlineData("public class C { public void Start(Timer? timer = null) { timer?.Change(0, 1); } }")]
    [InlineData("public class C : B { public C() : base(new Timer(_ => { }, null, 0, 1000)) { } } public class B(IDisposable kept) { public IDisposable Kept => kept; }")]
    public Task Not_its_business(string type) => DroppedTimerTest.VerifyTypeAsync(type);

    [Theory]
    [InlineData("Cache.g.cs", "")]
    [InlineData("Cache.Designer.cs", "")]
    [InlineData("Cache.cs", "// <auto-generated/>\n")]
    public Task Generated(string file, string header)
    {
        var test = new RuleTest<TimerDroppedAnalyzer>(ProjectKind.ClassLib);
        test.TestState.Sources.Add((file, header + "public class C { public void Start() { _ = new System.Threading.Timer(_ => { }, null, 0, 1000); } }"));
        return test.VerifyAsync();
    }

    [Fact]
    public Task In_a_test_project()
    {
        var test = new RuleTest<TimerDroppedAnalyzer>(ProjectKind.ClassLib, "public class C { public void Start() { _ = new Timer(_ => { }, null, 0, 1000); } }");
        test.Set("build_property.IsTestProject", "true");
        return test.VerifyAsync();
    }

    private static Task VerifyAsync(string statements) => DroppedTimerTest.VerifyAsync(statements.Replace("[new]", Created));
}
