namespace ShutdownAnalyzers.Timers;

/// <summary>SHUT302's fix: a <c>using</c> where the body waits, else a field that its type disposes.</summary>
public sealed class TimerDroppedFixTests
{
    [Theory]
    [InlineData("var timer = [|new Timer|](_ => { }, null, 0, 1000);", "using var timer = new Timer(_ => { }, null, 0, 1000);")]
    [InlineData("Timer timer = [|new|](_ => { }, null, 0, 1000); // ticks", "using Timer timer = new(_ => { }, null, 0, 1000); // ticks")]
    [InlineData("_ = [|new Timer|](_ => { }, null, 0, 1000);", "using var timer = new Timer(_ => { }, null, 0, 1000);")]
    [InlineData("// Every second.\n[|new Timer|](_ => { }, null, 0, 1000);", "// Every second.\nusing var timer = new Timer(_ => { }, null, 0, 1000);")]
    [InlineData("_ = TimeProvider.System.[|CreateTimer|](_ => { }, null, TimeSpan.Zero, TimeSpan.FromSeconds(1));", "using var timer = TimeProvider.System.CreateTimer(_ => { }, null, TimeSpan.Zero, TimeSpan.FromSeconds(1));")]
    [InlineData("var timer = [|new System.Timers.Timer|](1000); timer.Start();", "using var timer = new System.Timers.Timer(1000); timer.Start();")]
    [InlineData("_ = [|new Timer|](_ => { }, null, 0, 1); _ = [|new Timer|](_ => { }, null, 0, 2);", "using var timer = new Timer(_ => { }, null, 0, 1); using var timer2 = new Timer(_ => { }, null, 0, 2);")]
    public Task In_an_entry_point(string before, string after)
    {
        return VerifyAsync(Program(before), Program(after));

        static string Program(string statements) => $"var app = Host.CreateApplicationBuilder(args).Build();\n{statements}\nawait app.RunAsync();";
    }

    [Theory]
    [InlineData("var timer = [|new Timer|](_ => { }, null, 0, 1000);\n        await Task.Delay(10_000);", "using var timer = new Timer(_ => { }, null, 0, 1000);\n        await Task.Delay(10_000);")]
    [InlineData("var timer = [|new PeriodicTimer|](TimeSpan.FromSeconds(1));\n        while (await timer.WaitForNextTickAsync()) { }", "using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));\n        while (await timer.WaitForNextTickAsync()) { }")]
    public Task In_a_method_that_waits(string before, string after)
    {
        return VerifyAsync(Type(before), Type(after));

        static string Type(string statements) => $$"""
            await new Cache().RunAsync();

            public class Cache
            {
                public async Task RunAsync()
                {
                    {{statements}}
                }
            }
            """;
    }

    [Fact]
    public Task In_a_field_of_a_type_that_becomes_disposable() => VerifyAsync("""
        new Cache().Start();

        public class Cache
        {
            public void Start()
            {
                var timer = [|new Timer|](_ => { }, null, -1, -1);
                timer.Change(0, 1000);
            }
        }
        """, """
        new Cache().Start();

        public class Cache : IDisposable
        {
            private Timer? _timer;

            public void Start()
            {
                _timer = new Timer(_ => { }, null, -1, -1);
                _timer.Change(0, 1000);
            }

            public void Dispose() => _timer?.Dispose();
        }
        """);

    [Fact]
    public Task In_a_field_that_is_disposed_where_the_service_stops() => VerifyAsync("""
        Host.CreateApplicationBuilder(args).Build().Run();

        public class Refresher : IHostedService
        {
            private int _ticks;

            public Task StartAsync(CancellationToken token)
            {
                _ = [|new Timer|](_ => _ticks++, null, 0, 1000);
                return Task.CompletedTask;
            }

            public Task StopAsync(CancellationToken token) => Task.CompletedTask;
        }
        """, """
        Host.CreateApplicationBuilder(args).Build().Run();

        public class Refresher : IHostedService
        {
            private Timer? _timer;
            private int _ticks;

            public Task StartAsync(CancellationToken token)
            {
                _timer = new Timer(_ => _ticks++, null, 0, 1000);
                return Task.CompletedTask;
            }

            public async Task StopAsync(CancellationToken token)
            {
                if (_timer is not null)
                    await _timer.DisposeAsync();
            }
        }
        """);

    [Theory]
    [InlineData("public static void Start() { var timer = {|SHUT302:new Timer|}(_ => { }, null, 0, 1000); }")]
    [InlineData("public void Start() { Action start = () => { var timer = {|SHUT302:new Timer|}(_ => { }, null, 0, 1000); }; start(); }")]
    [InlineData("public void Start() => {|SHUT302:new Timer|}(_ => { }, null, 0, 1000);")]
    [InlineData("public void Start() => {|SHUT302:new Timer|}(_ => { }).Change(0, 1000);")]
    [InlineData("public async Task StartAsync() { object timer = {|SHUT302:new Timer|}(_ => { }, null, 0, 1000); await Task.Delay(1000); }")]
    public Task No_fix_where_nothing_waits_and_nothing_can_keep_it(string member)
    {
        var source = $"Console.WriteLine();\n\npublic class Cache {{ {member} }}";
        return VerifyAsync(source, source);
    }

    private static Task VerifyAsync(string source, string fixedSource) =>
        FixTest<TimerDroppedAnalyzer, TimerDroppedFix>.VerifyAsync(ProjectKind.Worker, source, fixedSource);
}
