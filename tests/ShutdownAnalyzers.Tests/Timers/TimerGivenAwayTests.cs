namespace ShutdownAnalyzers.Timers;

/// <summary>SHUT301 is silent where the timer goes to code that may dispose it.</summary>
public sealed class TimerGivenAwayTests
{
    [Theory]
    [InlineData("public Timer? Timer => _timer;")]
    [InlineData("public IDisposable? Start() { return _timer; }")]
    [InlineData("public IEnumerable<Timer?> All() { yield return _timer; }")]
    [InlineData("public Timer? Swap() { var old = _timer; _timer = null; return old; }")]
    [InlineData("public ref Timer? Slot => ref _timer;")]
    [InlineData("public Timer Restart() => _timer = new(_ => { }, null, 0, 500);")]
    [InlineData("public Func<Timer?> Factory() => () => _timer;")]
    [InlineData("public object Both => (_timer, _ticks);")]
    [InlineData("public object Named => new { Timer = _timer };")]
    public Task Returned(string member) => TimerTest.SilentAsync(member);

    [Theory]
    [InlineData("public void Take(out Timer? timer) => timer = _timer;")]
    [InlineData("public void Take(ref Timer? timer) => timer = _timer;")]
    [InlineData("public void Take() => Fill(out _timer); private static void Fill(out Timer? timer) => timer = null;")]
    [InlineData("public void Take() => Fill(ref _timer); private static void Fill(ref Timer? timer) => timer = null;")]
    public Task Handed_over_by_reference(string member) => TimerTest.SilentAsync(member);

    [Theory]
    [InlineData("public Task<Timer?> Get() => Task.FromResult(_timer);")]
    [InlineData("public ValueTask<Timer?> Get() => new(_timer);")]
    [InlineData("public async Task<Timer?> Get() { await Task.Yield(); return _timer; }")]
    public Task Wrapped_in_a_task(string member) => TimerTest.SilentAsync(member);

    [Theory]
    [InlineData("public void Start() => Own(_timer); private static void Own(object? anything) { }")]
    [InlineData("public void Start() => new Owner(_timer!); private sealed record Owner(IDisposable Item);")]
    [InlineData("public void Start() => Console.Out.WriteLine(_timer);")]
    [InlineData("public void Start(dynamic owner) => owner.Own(_timer);")]
    [InlineData("public void Start(Action<Timer?> own) => own(_timer);")]
    [InlineData("public void Start() => Register(_timer = new(_ => { }, null, 0, 500)); private static void Register(IDisposable item) { }")]
    [InlineData("public void Start() { var timer = new Timer(_ => { }, null, 0, 500); Register(timer); _timer = timer; } private static void Register(IDisposable item) { }")]
    [InlineData("public object? this[Timer? key] => null; public object? Start() { _ = this[_timer]; return null; }")]
    public Task Passed_to_a_method_or_constructor(string member) => TimerTest.SilentAsync(member);

    [Theory]
    [InlineData("private readonly List<Timer?> _all = []; public void Start() => _all.Add(_timer);")]
    [InlineData("private List<Timer?> _all = []; public void Start() { _all = [_timer]; }")]
    [InlineData("private List<Timer?> _all = []; public void Start() => _all = new() { _timer };")]
    [InlineData("private Timer?[] _all = []; public void Start() => _all = new[] { _timer };")]
    [InlineData("private readonly Timer?[] _all = new Timer?[1]; public void Start() => _all[0] = _timer;")]
    [InlineData("private (Timer?, int) _pair; public void Start() => _pair = (_timer, 1);")]
    [InlineData("private Dictionary<string, Timer?> _all = []; public void Start() => _all[\"refresh\"] = _timer;")]
    [InlineData("private Dictionary<string, Timer?> _all = []; public void Start() => _all = new() { [\"refresh\"] = _timer };")]
    [InlineData("private readonly ConcurrentBag<Timer?> _all = []; public void Start() { foreach (var timer in new[] { _timer }) _all.Add(timer); }")]
    public Task Put_into_a_collection(string member) => TimerTest.SilentAsync(member);

    [Theory]
    [InlineData("private readonly CompositeDisposable _owner = []; public void Start() => _owner.Add(_timer!);")]
    [InlineData("private readonly CompositeDisposable _owner = []; public void Start() => _timer!.DisposeWith(_owner);")]
    [InlineData("private readonly List<IDisposable> _owner = []; public void Start() => _timer!.AddTo(_owner);")]
    [InlineData("private readonly CompositeDisposable _owner = []; public void Start() => _timer = new Timer(_ => { }, null, 0, 500).DisposeWith(_owner);")]
    [InlineData("public void Start(HttpContext context) => context.Response.RegisterForDispose(_timer!);")]
    [InlineData("public void Start(HttpContext context) => context.Response.RegisterForDisposeAsync(_timer!);")]
    [InlineData("public void Start(IServiceCollection services) => services.AddSingleton(_timer!);")]
    [InlineData("public void Start(IServiceCollection services) => services.AddSingleton(_ => _timer!);")]
    public Task Given_to_an_owner(string member) => TimerTest.SilentAsync(member);

    [Theory]
    [InlineData("_components.Add(_timer);")]
    [InlineData("_timer.Site = _site;")]
    public Task Given_to_a_component_container(string statement) => TimerTest.VerifyAsync($$"""
        using System.ComponentModel;

        public class Form(ISite _site)
        {
            private readonly IContainer _components = new Container();
            private readonly System.Timers.Timer _timer = new(1000);
            public void Initialize() { {{statement}} }
        }
        """);

    [Theory]
    [InlineData("public Timer? Shared { get; private set; } public void Share() => Shared = _timer;")]
    [InlineData("public void Share(Cache other) => other.Slot = _timer; private IDisposable? Slot { get; set; }")]
    [InlineData("private IDisposable? _alias; public void Share() { var timer = _timer; _alias = timer; }")]
    public Task Kept_by_another_member_too(string member) => TimerTest.SilentAsync(member);
}
