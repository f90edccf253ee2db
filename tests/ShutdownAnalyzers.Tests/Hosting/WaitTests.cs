using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Hosting;

/// <summary>Does this wait? For what, how long, and could it be given a token?</summary>
public sealed class WaitTests
{
    [Theory]
    [InlineData("await Task.Delay(500);", "awaits Delay, 500 ms, takes a token")]
    [InlineData("await Task.Delay(500).ConfigureAwait(false);", "awaits Delay, 500 ms, takes a token")]
    [InlineData("await Task.Delay(500, stop);", "awaits Delay, 500 ms")]
    [InlineData("await Task.Delay(TimeSpan.FromSeconds(0.5), CancellationToken.None);", "awaits Delay, 500 ms")]
    [InlineData("await Task.Delay(s_pause);", "awaits Delay, 2000 ms, takes a token")]
    [InlineData("await Task.Delay(pause);", "awaits Delay, takes a token")]
    [InlineData("Thread.Sleep(TimeSpan.FromMinutes(1));", "blocks in Sleep, 60000 ms")]
    [InlineData("Task.Delay(100).Wait();", "blocks in Delay, 100 ms, takes a token")]
    [InlineData("_task.Wait();", "blocks in _task")]
    [InlineData("_task.Wait(1000);", "blocks in Wait, 1000 ms, takes a token")]
    [InlineData("_task.GetAwaiter().GetResult();", "blocks in _task")]
    [InlineData("_task.ConfigureAwait(false).GetAwaiter().GetResult();", "blocks in _task")]
    [InlineData("var x = Task.FromResult(1).Result;", "blocks in FromResult")]
    [InlineData("await _task;", "awaits _task")]
    [InlineData("await _task.WaitAsync(stop);", "awaits WaitAsync")]
    [InlineData("await _task.WaitAsync(TimeSpan.FromSeconds(5));", "awaits WaitAsync, 5000 ms, takes a token")]
    [InlineData("while (await _timer.WaitForNextTickAsync()) { }", "awaits WaitForNextTickAsync, takes a token")]
    [InlineData("await _gate.WaitAsync();", "awaits WaitAsync, takes a token")]
    [InlineData("_gate.Wait();", "blocks in Wait, takes a token")]
    [InlineData("await _queue.Reader.ReadAsync();", "awaits ReadAsync, takes a token")]
    [InlineData("await foreach (var job in _queue.Reader.ReadAllAsync()) { }", "awaits ReadAllAsync, takes a token")]
    [InlineData("await foreach (var job in _queue.Reader.ReadAllAsync().WithCancellation(stop)) { }", "awaits WithCancellation")]
    [InlineData("await OwnAsync();", "awaits OwnAsync, takes a token")]
    [InlineData("await OwnAsync(stop);", "awaits OwnAsync")]
    [InlineData("await OneAsync<int>();", "awaits OneAsync, takes a token")]
    [InlineData("await OtherAsync();", "awaits OtherAsync")]
    [InlineData("await OldAsync();", "awaits OldAsync")]
    [InlineData("await File.ReadAllTextAsync(\"x\");", "awaits ReadAllTextAsync, takes a token")]
    [InlineData("await _stream.ReadAsync(new byte[1]);", "awaits ReadAsync, takes a token")]
    [InlineData("await Task.WhenAny(_task, Task.Delay(100));", "awaits WhenAny")]
    [InlineData("new Thread(() => { }).Join();", "blocks in Join")]
    [InlineData("_event.WaitOne(Timeout.Infinite);", "blocks in WaitOne, forever")]
    [InlineData("_event.WaitOne(TimeSpan.Zero);", "blocks in WaitOne, 0 ms")]
    [InlineData("_ = OwnAsync(); Console.WriteLine(); Func<Task> later = async () => await OwnAsync();", "")]
    public async Task In_a_method(string statements, string expected)
    {
        var all = await Analysis.CallsAsync("Mark", $$"""
            using System.Threading.Channels;

            class C
            {
                private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(2);
                private readonly Task _task = Task.CompletedTask;
                private readonly PeriodicTimer _timer = new(s_pause);
                private readonly SemaphoreSlim _gate = new(1);
                private readonly Channel<int> _queue = Channel.CreateUnbounded<int>();
                private readonly ManualResetEvent _event = new(false);
                private readonly Stream _stream = Stream.Null;

                async Task M(CancellationToken stop, int pause)
                {
                    Mark();
                    {{statements}}
                }

                private static void Mark() { }
                private Task OwnAsync() => OwnAsync(default);
                private Task OwnAsync(CancellationToken token) => _task;
                private Task<T> OneAsync<T>() => OneAsync<T>(default);
                private Task<T> OneAsync<T>(CancellationToken token) => Task.FromResult(default(T)!);
                private Task OtherAsync() => _task;
                private Task OtherAsync(int order, CancellationToken token) => _task;
                private Task OldAsync() => _task;
                [Obsolete] private Task OldAsync(CancellationToken token) => _task;
            }
            """);

        Assert.Equal(expected, string.Join("; ", Wait.In(all[0].Root()).Select(Describe)));
    }

    private static string Describe(Wait wait)
    {
        var waited = wait.Call?.TargetMethod.Name ?? wait.For.Syntax.ToString();
        var types = FrameworkTypes.Of(wait.For.SemanticModel!.Compilation);
        return $"{(wait.Blocks ? "blocks in" : "awaits")} {waited}{Describe(wait.Duration(TestContext.Current.CancellationToken))}{(wait.Call?.OmittedToken(types) is null ? "" : ", takes a token")}";
    }

    private static string Describe(TimeSpan? duration) => duration switch
    {
        null => "",
        _ when duration == Timeout.InfiniteTimeSpan => ", forever",
        { TotalMilliseconds: var milliseconds } => $", {milliseconds} ms",
    };
}
