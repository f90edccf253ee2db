using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;

namespace ShutdownAnalyzers.Timers;

/// <summary>SHUT302 fires on a timer that nothing keeps, or that only a local keeps and nothing disposes.</summary>
public sealed class TimerDroppedTests
{
    [Theory]
    [InlineData("[|new Timer|](_ => Tick(), null, 0, 1000);")]
    [InlineData("_ = [|new Timer|](_ => Tick(), null, 0, 1000);")]
    [InlineData("_ = (object)[|new Timer|](_ => Tick(), null, 0, 1000);")]
    [InlineData("[|new Timer|](_ => Tick(), null, -1, -1).Change(0, 1000);")]
    [InlineData("[|new Timer|](_ => Tick()).Change(0, 1000);")]
    [InlineData("[|new System.Timers.Timer|](1000).Start();")]
    [InlineData("_ = TimeProvider.System.[|CreateTimer|](_ => Tick(), null, TimeSpan.Zero, TimeSpan.FromSeconds(1));")]
    [InlineData("TimeProvider.System.[|CreateTimer|](_ => Tick(), null, TimeSpan.Zero, TimeSpan.FromSeconds(1));")]
    [InlineData("_ = [|new PeriodicTimer|](TimeSpan.FromSeconds(1));")]
    public Task Thrown_away(string statement) => DroppedTimerTest.VerifyAsync(statement);

    [Theory]
    [InlineData("var timer = [|new Timer|](_ => Tick(), null, 0, 1000);")]
    [InlineData("Timer timer = [|new|](_ => Tick(), null, 0, 1000);")]
    [InlineData("System.Threading.Timer? timer = [|new|](_ => Tick(), null, 0, 1000);")]
    [InlineData("Timer timer; timer = [|new|](_ => Tick(), null, 0, 1000);")]
    [InlineData("Timer? timer = null; if (Ticks == 0) timer = [|new Timer|](_ => Tick(), null, 0, 1000);")]
    [InlineData("Timer first = [|new|](_ => Tick(), null, 0, 1000), second = [|new|](_ => Tick(), null, 0, 1000);")]
    [InlineData("object timer = [|new Timer|](_ => Tick(), null, 0, 1000);")]
    [InlineData("var timer = [|new Timer|](_ => Tick(), null, -1, -1); timer.Change(0, 1000);")]
    [InlineData("var timer = [|new Timer|](_ => Tick(), null, 0, 1000); var copy = timer; copy?.Change(0, 500);")]
    [InlineData("var timer = [|new Timer|](_ => Tick(), null, 0, 1000); Console.WriteLine(timer is null);")]
    [InlineData("ITimer timer = TimeProvider.System.[|CreateTimer|](_ => Tick(), null, TimeSpan.Zero, TimeSpan.FromSeconds(1));")]
    [InlineData("var timer = [|new System.Timers.Timer|](1000); timer.Elapsed += (_, _) => Tick(); timer.Start();")]
    [InlineData("var timer = [|new System.Timers.Timer|](1000) { Enabled = true, AutoReset = true };")]
    [InlineData("var timer = [|new Timer|](_ => Tick()); timer.Change(0, 1000);")]
    [InlineData("Action start = () => { var timer = [|new Timer|](_ => Tick(), null, 0, 1000); };")]
    [InlineData("Action start = () => [|new Timer|](_ => Tick(), null, 0, 1000);")]
    [InlineData("void Start() { var timer = [|new Timer|](_ => Tick(), null, 0, 1000); } Start();")]
    public Task Kept_in_a_local_alone(string statements) => DroppedTimerTest.VerifyAsync(statements);

    [Theory]
    [InlineData("var timer = [|new Timer|](_ => Tick(), null, 5000, Timeout.Infinite);")]
    [InlineData("_ = [|new Timer|](_ => Tick(), null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);")]
    [InlineData("_ = TimeProvider.System.[|CreateTimer|](_ => Tick(), null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);")]
    public Task One_shots_that_are_collected_before_they_fire(string statement) => DroppedTimerTest.VerifyAsync(statement);

    [Fact]
    public Task A_periodic_timer_whose_loop_nothing_ends() => DroppedTimerTest.VerifyAsync("""
        var timer = [|new PeriodicTimer|](TimeSpan.FromSeconds(1));
        while (await timer.WaitForNextTickAsync())
            Tick();
        """);

    [Theory]
    [InlineData("var timer = [|new Timer|](_ => { }, null, 0, 1000); app.Run();")]
    [InlineData("_ = [|new Timer|](_ => { }, null, 0, 1000); await app.RunAsync();")]
    [InlineData("var timer = [|new Timer|](_ => { }, null, -1, -1); timer.Change(0, 1000); app.Run();")]
    public Task In_an_entry_point_that_does_not_use_it_after_the_wait(string statements) => DroppedTimerTest.VerifyProgramAsync(statements);

    [Theory]
    [InlineData("public C() { var timer = [|new Timer|](_ => { }, null, 0, 1000); }")]
    [InlineData("public void Start() => [|new Timer|](_ => { }, null, 0, 1000);")]
    [InlineData("public int Ticks { get { var timer = [|new Timer|](_ => { }, null, 0, 1000); return 0; } }")]
    [InlineData("public static C operator +(C one, int other) { _ = [|new Timer|](_ => { }, null, 0, 1000); return one; }")]
    public Task In_every_kind_of_member(string member) => DroppedTimerTest.VerifyTypeAsync($"public class C {{ {member} }}");

    [Fact]
    public async Task And_says_what_becomes_of_it()
    {
        await SaysAsync("var tick = {|#0:new Timer|}(_ => { }, null, 0, 1000);", "'tick' is created and dropped: it is collected at some time and stops ticking");
        await SaysAsync("_ = {|#0:new Timer|}(_ => { }, null, 0, 1000);", "'new Timer' is created and dropped: it is collected at some time and stops ticking");
        await SaysAsync("new {|#0:|}System.Timers.Timer(1000).Start();".Replace("new {|#0:|}System.Timers.Timer", "{|#0:new System.Timers.Timer|}"), "'new System.Timers.Timer' is created and dropped: nothing ends it, so it goes on while the app shuts down");

        static Task SaysAsync(string statement, string message)
        {
            var test = DroppedTimerTest.Of(statement);
            test.ExpectedDiagnostics.Add(new DiagnosticResult("SHUT302", DiagnosticSeverity.Warning).WithLocation(0).WithMessage(message));
            return test.VerifyAsync();
        }
    }
}
