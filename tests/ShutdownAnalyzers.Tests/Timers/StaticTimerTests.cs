namespace ShutdownAnalyzers.Timers;

/// <summary>SHUT304: a static timer that nothing stops, in an app with a host.</summary>
public sealed class StaticTimerTests
{
    [Theory]
    [InlineData("private static readonly Timer [|s_timer|] = new(_ => { }, null, 0, 1000);")]
    [InlineData("private static Timer? [|s_timer|]; public static void Start() => s_timer = new Timer(_ => { }, null, 0, 1000);")]
    [InlineData("private static Timer [|Refresh|] { get; } = new(_ => { }, null, 0, 1000);")]
    [InlineData("internal static readonly Timer [|Refresh|] = new(_ => { }, null, 0, 1000);")]
    [InlineData("public static readonly Timer [|Refresh|] = new(_ => { }, null, 0, 1000);")]
    [InlineData("private static readonly System.Timers.Timer [|s_timer|] = new(1000); static Cache() => s_timer.Start();")]
    [InlineData("private static readonly ITimer [|s_timer|] = TimeProvider.System.CreateTimer(_ => { }, null, TimeSpan.Zero, TimeSpan.FromSeconds(1));")]
    [InlineData("private static readonly Timer [|s_timer|] = new(_ => { }, null, -1, -1); public static void Start() => s_timer.Change(0, 1000);")]
    public Task Fires(string members) => InAppAsync(members);

    [Theory]
    [InlineData("private static readonly Timer s_timer = new(_ => { }, null, 0, 1000); public static void Stop() => s_timer.Dispose();")]
    [InlineData("private static readonly Timer s_timer = new(_ => { }, null, 0, 1000); public static void Pause() => s_timer.Change(-1, -1);")]
    [InlineData("private static readonly Timer s_timer = new(_ => { }, null, 0, 1000); public static void Watch(IHostApplicationLifetime lifetime) => lifetime.ApplicationStopping.Register(s_timer.Dispose);")]
    [InlineData("private static readonly Timer s_timer = new(_ => { }, null, 0, 1000); public static void Watch(IHostApplicationLifetime lifetime) => lifetime.ApplicationStopping.Register(() => s_timer.Dispose());")]
    [InlineData("private static readonly Timer s_timer = new(_ => { }, null, 0, 1000); public static void Watch(IHostApplicationLifetime lifetime) => s_timer.DisposeOnShutdown(lifetime);")]
    [InlineData("private static readonly System.Timers.Timer s_timer = new(1000); public static void Stop() => s_timer.Stop();")]
    public Task Silent_where_something_stops_it(string members) => InAppAsync(members);

    [Theory]
    [InlineData("private static readonly Timer s_timer = new(_ => { }, null, 0, 1000); public static Timer Timer => s_timer;")]
    [InlineData("private static readonly Timer s_timer = new(_ => { }, null, 0, 1000); public static void Keep() => GC.KeepAlive(s_timer);")]
    [InlineData("private static readonly List<Timer> s_timers = [new(_ => { }, null, 0, 1000)];")]
    [InlineData("private static readonly Timer s_timer = Make(); private static Timer Make() => new(_ => { }, null, 0, 1000);")]
    [InlineData("private static readonly Lazy<Timer> s_timer = new(() => new(_ => { }, null, 0, 1000));")]
    [InlineData("private static Timer? s_timer; public static void Start() => s_timer ??= new(_ => { }, null, 0, 1000);")]
    public Task Silent_where_others_may_stop_it(string members) => InAppAsync(members);

    [Theory]
    [InlineData("private static readonly Timer s_timer = new(_ => { }, null, 5000, Timeout.Infinite);")]
    [InlineData("private static readonly Timer s_timer = new(state => ((Timer)state!).Dispose());")]
    [InlineData("private readonly Timer _timer = new(_ => { }, null, 0, 1000);")]
    [InlineData("private static Timer Fresh => new(_ => { }, null, 0, 1000);")]
    [InlineData("private static class Timer; private static readonly string s_name = nameof(Timer);")]
    public Task Silent_where_it_ends_by_itself_or_is_none(string members) => InAppAsync(members);

    [Fact]
    public Task Silent_where_another_type_stops_it() => VerifyAsync(
        ProjectKind.Worker,
        "public static class Cache { internal static readonly Timer Refresh = new(_ => { }, null, 0, 1000); }",
        "Host.CreateApplicationBuilder().Build().Run(); Cache.Refresh.Dispose();");

    [Fact]
    public async Task Silent_without_a_host()
    {
        const string Timer = "public static class Cache { private static readonly Timer s_timer = new(_ => { }, null, 0, 1000); }";
        await VerifyAsync(ProjectKind.Console, "Console.ReadLine();", Timer);
        await VerifyAsync(ProjectKind.Worker, "Console.ReadLine();", Timer);
        await VerifyAsync(ProjectKind.ClassLib, Timer);
    }

    private static Task InAppAsync(string members) => VerifyAsync(ProjectKind.Worker, "Host.CreateApplicationBuilder().Build().Run();", Cache(members), """
        namespace Microsoft.Extensions.Hosting
        {
            public static class TimerShutdownExtensions
            {
                public static T DisposeOnShutdown<T>(this T timer, IHostApplicationLifetime lifetime) where T : IDisposable => timer;
            }
        }
        """);

    private static string Cache(string members) => $"public class Cache {{ {members} }}";

    private static Task VerifyAsync(ProjectKind kind, params string[] sources) => RuleTest<StaticTimerAnalyzer>.VerifyAsync(kind, sources);
}
