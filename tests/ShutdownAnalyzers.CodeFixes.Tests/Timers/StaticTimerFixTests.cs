using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.ProjectFiles;

namespace ShutdownAnalyzers.Timers;

/// <summary>SHUT304's fix ties the timer to the host's lifetime, if one is at hand.</summary>
public sealed class StaticTimerFixTests
{
    [Fact]
    public Task Before_the_run_call() => FixesAsync(ProjectKind.Web, """
        var app = WebApplication.Create(args);
        app.Run();

        public static class Cache
        {
            internal static readonly Timer [|Refresh|] = new(_ => { }, null, 0, 1000);
        }
        """, """
        var app = WebApplication.Create(args);
        Cache.Refresh.DisposeOnShutdown(app.Lifetime);
        app.Run();

        public static class Cache
        {
            internal static readonly Timer Refresh = new(_ => { }, null, 0, 1000);
        }
        """);

    [Fact]
    public Task Of_a_worker() => FixesAsync(ProjectKind.Worker, """
        var host = Host.CreateApplicationBuilder(args).Build();
        await host.RunAsync();

        public static class Cache
        {
            public static PeriodicTimer [|Refresh|] { get; } = new(TimeSpan.FromSeconds(1));
        }
        """, """
        var host = Host.CreateApplicationBuilder(args).Build();
        Cache.Refresh.DisposeOnShutdown(host.Services.GetRequiredService<IHostApplicationLifetime>());
        await host.RunAsync();

        public static class Cache
        {
            public static PeriodicTimer Refresh { get; } = new(TimeSpan.FromSeconds(1));
        }
        """);

    [Fact]
    public Task Where_the_timer_is_created() => FixesAsync(ProjectKind.Web, """
        var app = WebApplication.Create(args);
        Cache.Start(app);
        app.Run();

        public static class Cache
        {
            private static Timer? [|s_timer|];

            public static void Start(WebApplication app)
            {
                s_timer = new(_ => { }, null, 0, 1000);
            }
        }
        """, """
        var app = WebApplication.Create(args);
        Cache.Start(app);
        app.Run();

        public static class Cache
        {
            private static Timer? s_timer;

            public static void Start(WebApplication app)
            {
                s_timer = new(_ => { }, null, 0, 1000);
                s_timer.DisposeOnShutdown(app.Lifetime);
            }
        }
        """);

    [Theory]
    [InlineData("var app = WebApplication.Create(args); app.Run();", "private static readonly Timer {|SHUT304:s_timer|} = new(_ => { }, null, 0, 1000);")]
    [InlineData("var app = WebApplication.Create(args); app.Run();", "internal static Timer? {|SHUT304:Refresh|}; public static void Start() => Refresh = new(_ => { }, null, 0, 1000);")]
    [InlineData("WebApplication.Create(args).Run();", "internal static readonly Timer {|SHUT304:Refresh|} = new(_ => { }, null, 0, 1000);")]
    public Task No_fix_where_no_lifetime_meets_the_timer(string program, string members) =>
        new AppFixTest<StaticTimerAnalyzer, StaticTimerFix>(ProjectKind.Web).VerifyNoFixAsync($"{program}\n\npublic static class Cache {{ {members} }}");

    private static Task FixesAsync(ProjectKind kind, string source, string fixedSource) => new AppFixTest<StaticTimerAnalyzer, StaticTimerFix>(kind)
    {
        TestCode = source,
        FixedCode = fixedSource,
        FixedProject = AppProject.Sdk(RuntimePackage.AnyHost),
    }.VerifyAsync();
}
