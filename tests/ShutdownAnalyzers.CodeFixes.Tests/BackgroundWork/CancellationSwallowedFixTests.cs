namespace ShutdownAnalyzers.BackgroundWork;

public sealed class CancellationSwallowedFixTests
{
    [Fact]
    public Task Leaves_the_loop() => VerifyAsync("""
        protected override async Task ExecuteAsync(CancellationToken stop)
        {
            while (true)
            {
                try
                {
                    await Task.Delay(5000, stop);
                }
                // Tomorrow is another day.
                [|catch|] (Exception failure)
                {
                    Console.WriteLine(failure);
                }
            }
        }
        """, """
        protected override async Task ExecuteAsync(CancellationToken stop)
        {
            while (true)
            {
                try
                {
                    await Task.Delay(5000, stop);
                }
                // Tomorrow is another day.
                catch (OperationCanceledException) when (stop.IsCancellationRequested)
                {
                    break;
                }
                catch (Exception failure)
                {
                    Console.WriteLine(failure);
                }
            }
        }
        """);

    [Theory]
    [InlineData("while (true) { try { await Task.Delay(5000, stop); } [|catch|] { } }", "while (true) { try { await Task.Delay(5000, stop); } catch (OperationCanceledException) when (stop.IsCancellationRequested) { break; } catch { } }")]
    [InlineData("while (true) { try { await Task.Delay(5000, stop); } catch (IOException) { } [|catch|] (TaskCanceledException) { } }", "while (true) { try { await Task.Delay(5000, stop); } catch (IOException) { } catch (OperationCanceledException) when (stop.IsCancellationRequested) { break; } catch (TaskCanceledException) { } }")]
    [InlineData("for (;;) { foreach (var x in new int[1]) { try { await Task.Delay(x, stop); } [|catch|] { } } }", "for (;;) { foreach (var x in new int[1]) { try { await Task.Delay(x, stop); } catch (OperationCanceledException) when (stop.IsCancellationRequested) { return; } catch { } } }")]
    [InlineData("for (;;) { switch (_gate.CurrentCount) { case 0: try { await Task.Delay(1, stop); } [|catch|] { } break; } }", "for (;;) { switch (_gate.CurrentCount) { case 0: try { await Task.Delay(1, stop); } catch (OperationCanceledException) when (stop.IsCancellationRequested) { return; } catch { } break; } }")]
    [InlineData("await Task.Run(async () => { while (true) { try { await Task.Delay(5000, stop); } [|catch|] { } } });", "await Task.Run(async () => { while (true) { try { await Task.Delay(5000, stop); } catch (OperationCanceledException) when (stop.IsCancellationRequested) { break; } catch { } } });")]
    public Task By_the_shortest_way(string statements, string fixedStatements) => VerifyAsync(
        $"protected override async Task ExecuteAsync(CancellationToken stop) {{ {statements} }}",
        $"protected override async Task ExecuteAsync(CancellationToken stop) {{ {fixedStatements} }}");

    [Fact]
    public Task No_fix_in_an_inner_loop_of_a_function_that_has_to_return_a_value() =>
        ServiceFixTest<CancellationSwallowedAnalyzer, CancellationSwallowedFix>.NoFixAsync("""
            protected override Task ExecuteAsync(CancellationToken stop)
            {
                while (true)
                {
                    foreach (var x in new int[1])
                    {
                        try { _gate.Wait(stop); } [|catch|] { }
                    }
                }
            }
            """);

    private static Task VerifyAsync(string members, string fixedMembers) =>
        ServiceFixTest<CancellationSwallowedAnalyzer, CancellationSwallowedFix>.VerifyAsync(members, fixedMembers);
}
