namespace ShutdownAnalyzers.Timers;

/// <summary>SHUT301 fires on a timer that its type creates, keeps and never disposes.</summary>
public sealed class TimerNeverDisposedTests
{
    [Theory]
    [InlineData("private readonly System.Threading.Timer [|_timer|] = new System.Threading.Timer(_ => { }, null, 0, 1000);")]
    [InlineData("private readonly System.Timers.Timer [|_timer|] = new System.Timers.Timer(1000);")]
    [InlineData("private readonly PeriodicTimer [|_timer|] = new PeriodicTimer(TimeSpan.FromSeconds(1));")]
    [InlineData("private readonly ITimer [|_timer|] = TimeProvider.System.CreateTimer(_ => { }, null, TimeSpan.Zero, TimeSpan.FromSeconds(1));")]
    [InlineData("private readonly ITimer [|_timer|] = new Timer(_ => { }, null, 0, 1000);")]
    public Task Every_kind_of_timer(string field) => InClass(field);

    [Theory]
    [InlineData("private Timer [|_timer|] = new(_ => { }, null, 0, 1000);")]
    [InlineData("private Timer? [|_first|] = new(_ => { }, null, 0, 1000), [|_second|] = new(_ => { }, null, 0, 1000);")]
    [InlineData("Timer [|@timer|] = new(_ => { }, null, 0, 1000);")]
    [InlineData("private Timer [|Refresh|] { get; } = new(_ => { }, null, 0, 1000);")]
    [InlineData("private Timer [|Refresh|] { get; set; } = new(_ => { }, null, 0, 1000);")]
    [InlineData("private Timer? [|Refresh|] { get; init; } = new(_ => { }, null, 0, 1000);")]
    [InlineData("private Timer? [|Refresh|] { get; set; } private void Start() => Refresh = new(_ => { }, null, 0, 1000);")]
    public Task Fields_and_auto_properties(string member) => InClass(member);

    [Theory]
    [InlineData("public C() { _timer = new Timer(_ => { }, null, 0, 1000); }")]
    [InlineData("public C() => this._timer = new(_ => { }, null, 0, 1000);")]
    [InlineData("public Task StartAsync(CancellationToken token) { _timer = new(_ => { }, null, 0, 1000); return Task.CompletedTask; }")]
    [InlineData("public void Start() { var timer = new Timer(_ => { }); timer.Change(0, 1000); _timer = timer; }")]
    [InlineData("public void Start() { Timer timer; timer = new(_ => { }, null, 0, 1000); _timer = timer; }")]
    [InlineData("public void Start(bool fast) => _timer = fast ? new(_ => { }, null, 0, 10) : new Timer(_ => { }, null, 0, 1000);")]
    [InlineData("public void Start(int speed) => _timer = speed switch { 0 => null, 1 => new(_ => { }, null, 0, 10), _ => new Timer(_ => { }, null, 0, 1000) };")]
    [InlineData("public void Start(bool on) { _timer = null; if (on) _timer = (Timer)new Timer(_ => { }, null, 0, 1000); }")]
    [InlineData("public void Start() { lock (this) { if (_timer is null) Volatile.Write(ref _timer, null); _timer = _timer != null ? null : new(_ => { }, null, 0, 1000); } }")]
    [InlineData("public void Start() => Interlocked.Exchange(ref _timer, new Timer(_ => { }, null, 0, 1000));")]
    [InlineData("public static C Make() => new() { _timer = new(_ => { }, null, 0, 1000) };")]
    public Task Wherever_it_is_created(string creation) => InClass($"private Timer? [|_timer|]; {creation}");

    [Theory]
    [InlineData("record {0}")]
    [InlineData("record class {0}(int Period)")]
    [InlineData("sealed class {0}(TimeProvider time)")]
    [InlineData("abstract class {0}")]
    [InlineData("class {0}<T>")]
    [InlineData("partial class {0}")]
    [InlineData("class Outer {{ protected class {0}", "}")]
    public Task In_every_kind_of_class(string declaration, string end = "") =>
        TimerTest.VerifyAsync($"{string.Format(declaration, "C")} {{ private readonly Timer [|_timer|] = new(_ => {{ }}, null, 0, 1000); }} {end}");

    [Fact]
    public Task Created_by_the_clock_of_a_primary_constructor() => TimerTest.VerifyAsync("""
        public sealed class Cache(TimeProvider time)
        {
            private readonly ITimer [|_timer|] = time.CreateTimer(static _ => { }, null, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        }
        """);

    [Fact]
    public Task Created_in_another_part_of_the_type() => TimerTest.VerifyAsync(
        "partial class Cache { private Timer? [|_timer|]; }",
        "partial class Cache { public Cache() => _timer = new(_ => { }, null, 0, 1000); }");

    [Theory]
    [InlineData("public bool IsRunning => _timer is not null && _timer != null;")]
    [InlineData("public void Restart() => _timer?.Change(0, 500);")]
    [InlineData("public void Forget() => _timer = null;")]
    [InlineData("public void Pause() { _timer!.Change(Timeout.Infinite, Timeout.Infinite); }")]
    [InlineData("public string Name => nameof(_timer);")]
    [InlineData("public override string ToString() => $\"{_timer}\";")]
    [InlineData("public void Look() { var copy = _timer; Console.WriteLine(copy is null); }")]
    [InlineData("public void Look() { lock (_timer!) _ticks++; _ = _timer; }")]
    [InlineData("/* _timer.Dispose() */ // _timer.Dispose();")]
    [InlineData("public void Dispose(Stream _timer) => _timer.Dispose();")]
    [InlineData("public void Dispose() { Stream? stream = null; stream?.Dispose(); }")]
    public Task Whatever_only_looks_at_it(string member) => TimerTest.ReportedAsync(member);

    [Fact]
    public Task Of_the_one_class_that_forgets_among_those_that_do_not() => TimerTest.VerifyAsync("""
        class Careful : IDisposable
        {
            private readonly Timer _timer = new(_ => { }, null, 0, 1000);
            public void Dispose() => _timer.Dispose();
        }

        class Careless
        {
            private readonly Timer [|_timer|] = new(_ => { }, null, 0, 1000);
        }
        """);

    [Fact]
    public Task And_names_the_timer_and_its_type()
    {
        var test = new RuleTest<TimerNeverDisposedAnalyzer>(ProjectKind.ClassLib)
        {
            TestCode = "public class Cache { private Timer {|#0:_refresh|} = new(_ => { }, null, 0, 1000); }",
        };
        test.ExpectedDiagnostics.Add(new Microsoft.CodeAnalysis.Testing.DiagnosticResult("SHUT301", Microsoft.CodeAnalysis.DiagnosticSeverity.Warning)
            .WithLocation(0)
            .WithMessage("Timer '_refresh' is created by 'Cache' and never disposed: it goes on firing while the app shuts down"));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static Task InClass(string members) => TimerTest.VerifyAsync($"class C {{ {members} }}");
}
