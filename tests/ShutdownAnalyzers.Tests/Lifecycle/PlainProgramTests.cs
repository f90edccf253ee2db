namespace ShutdownAnalyzers.Lifecycle;

/// <summary>SHUT101 in programs without a host: reported where one blocks for good, silent where one ends by itself or talks with a user.</summary>
public sealed class PlainProgramTests
{
    [Theory]
    [InlineData("while (true) { Work(); Thread.[|Sleep|](1000); }")]
    [InlineData("for (;;) { Work(); await Task.[|Delay|](1000); }")]
    [InlineData("do { [|Work|](); } while (true);")]
    [InlineData("while (true) { try { Work(); Thread.[|Sleep|](10); } catch (Exception e) { Console.WriteLine(e); } }")]
    [InlineData("while (true) { foreach (var x in new[] { 1 }) { if (x == 1) break; } Thread.[|Sleep|](10); }")]
    public Task An_endless_loop(string code) => Runs(code);

    [Theory]
    [InlineData("await Task.[|Delay|](-1);")]
    [InlineData("await Task.[|Delay|](Timeout.Infinite).ConfigureAwait(false);")]
    [InlineData("Task.[|Delay|](Timeout.InfiniteTimeSpan).Wait();")]
    [InlineData("Task.[|Delay|](Timeout.Infinite).GetAwaiter().GetResult();")]
    [InlineData("Thread.[|Sleep|](Timeout.Infinite);")]
    [InlineData("Thread.CurrentThread.[|Join|]();")]
    [InlineData("new ManualResetEvent(false).[|WaitOne|]();")]
    public Task A_wait_without_end(string code) => Runs(code);

    [Theory]
    [InlineData("var done = new ManualResetEvent(false); done.[|WaitOne|]();")]
    [InlineData("using var done = new ManualResetEventSlim(); Console.CancelKeyPress += (_, e) => { e.Cancel = true; done.Set(); }; done.[|Wait|]();")]
    [InlineData("var done = new SemaphoreSlim(0); AppDomain.CurrentDomain.ProcessExit += OnExit; await done.[|WaitAsync|](); void OnExit(object? sender, EventArgs e) => done.Release();")]
    public Task A_wait_for_an_event_that_only_a_hook_of_the_process_sets(string code) => Runs(code);

    [Theory]
    [InlineData("using var timer = new Timer(_ => Work(), null, 0, 1000); Console.[|ReadLine|]();")]
    [InlineData("var listener = new System.Net.HttpListener(); listener.Start(); Console.WriteLine(\"Press Enter to stop\"); _ = Console.[|ReadKey|]();")]
    [InlineData("var bus = new Bus(); bus.Start(); Console.[|ReadLine|](); bus.Stop();")]
    [InlineData("var bus = new Bus(); bus.Start(); Console.[|ReadLine|](); bus.ShutdownAsync().Wait();")]
    [InlineData("await using var bus = new Bus(); bus.Start(); Console.[|ReadLine|]();")]
    [InlineData("await using (var bus = new Bus()) { bus.Start(); Console.[|ReadLine|](); }")]
    [InlineData("var bus = new Bus(); await bus.StartAsync(); Console.[|ReadKey|](true); await bus.DisposeAsync();")]
    public Task A_wait_for_Enter_while_something_is_at_work(string code) => Runs(code);

    [Theory]
    [InlineData("var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Any, 80); listener.Start(); while (true) { var client = await listener.[|AcceptTcpClientAsync|](); client.Dispose(); }")]
    [InlineData("var listener = new System.Net.HttpListener(); while (listener.IsListening) { var context = listener.[|GetContext|](); if (context.Request.HasEntityBody) break; }")]
    public Task An_accept_loop(string code) => Runs(code);

    [Theory]
    [InlineData("public static void Main() => new Program().MainAsync().GetAwaiter().GetResult();")]
    [InlineData("public static void Main() => new Program().MainAsync().Wait();")]
    [InlineData("public static async Task Main() { await new Program().MainAsync(); }")]
    public Task A_MainAsync_that_the_entry_point_waits_for(string main) => Runs(InProgram(main, "await Task.[|Delay|](-1);"));

    [Theory]
    [InlineData("public static void Main() { _ = new Program().MainAsync(); }")]
    [InlineData("public static void Main() => Task.Run(() => new Program().MainAsync());")]
    [InlineData("public static void Main() { var loop = new Program().MainAsync(); loop.Wait(1000); }")]
    public Task Silent_when_what_blocks_is_left_behind(string main) => Runs(InProgram(main, "await Task.Delay(-1);"));

    [Theory]
    [InlineData("Console.WriteLine(\"Hello, World!\");")]
    [InlineData("unsafe { delegate*<void> work = &Work; work(); }")]
    [InlineData("Work(); Thread.Sleep(1000); await Task.Delay(500);")]
    [InlineData("for (var i = 0; i < 10; i++) { Work(); Thread.Sleep(1000); }")]
    [InlineData("while (true) { Work(); if (DateTime.Now.Hour > 3) break; Thread.Sleep(10); }")]
    [InlineData("while (true) { Work(); if (DateTime.Now.Hour > 3) return; Thread.Sleep(10); }")]
    [InlineData("while (true) { Work(); if (DateTime.Now.Hour > 3) Environment.Exit(0); Thread.Sleep(10); }")]
    [InlineData("while (true) { Work(); throw new InvalidOperationException(); }")]
    [InlineData("await Task.WhenAny(Task.Delay(-1), Task.Run(() => Work()));")]
    [InlineData("var forever = Task.Delay(-1); Work();")]
    [InlineData("_ = Task.Run(() => { while (true) { Work(); Thread.Sleep(10); } }); Work();")]
    public Task Silent_when_the_program_ends_by_itself(string code) => Runs(code);

    [Theory]
    [InlineData("using var done = new ManualResetEvent(false); new Thread(() => { Work(); done.Set(); }).Start(); done.WaitOne();")]
    [InlineData("var done = new SemaphoreSlim(0); new Bus(done).Start(); done.Wait();")]
    [InlineData("new ManualResetEvent(false).WaitOne(1000);")]
    [InlineData("var thread = new Thread(() => Work()); thread.Start(); thread.Join();")]
    public Task Silent_when_the_awaited_work_ends(string code) => Runs(code);

    [Theory]
    [InlineData("Work(); Console.WriteLine(\"Press any key\"); Console.ReadKey();")]
    [InlineData("var watch = System.Diagnostics.Stopwatch.StartNew(); Work(); watch.Stop(); Console.ReadLine();")]
    [InlineData("Console.WriteLine(\"Press Enter to begin\"); Console.ReadLine(); Work();")]
    [InlineData("new Bus().Start(); Console.ReadKey();")]
    public Task Silent_on_press_any_key(string code) => Runs(code);

    [Theory]
    [InlineData("var name = Console.ReadLine(); Console.WriteLine(name);")]
    [InlineData("while (true) { var line = Console.ReadLine(); if (line != \"\") Console.WriteLine(line); }")]
    [InlineData("while (Console.ReadLine() is { } line) Console.WriteLine(line);")]
    [InlineData("using var timer = new Timer(_ => Work(), null, 0, 1000); while (Console.ReadKey().Key != ConsoleKey.Escape) { }")]
    public Task Silent_when_a_user_drives_the_program(string code) => Runs(code);

    [Theory]
    [InlineData("using var sigterm = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGTERM, _ => { }); await Task.Delay(-1);")]
    [InlineData("using var host = new HostBuilder().Build(); await host.StartAsync(); Console.ReadLine(); await host.StopAsync();")]
    public Task Silent_when_SIGTERM_is_somebody_s_business(string code) => Runs(code);

    private static string InProgram(string main, string body) => $"class Program {{ {main} private async Task MainAsync() {{ {body} }} }}";

    private static Task Runs(string code) => new RuleTest<ShutdownHandlerMissingAnalyzer>(ProjectKind.Web,
        $$"""
        {{code}}

        {{(code.Contains("class Program") ? "" : "static void Work() => Console.WriteLine(\"working\");")}}

        class Bus(SemaphoreSlim? done = null) : IAsyncDisposable
        {
            public Task ShutdownAsync() => Task.CompletedTask;
            public void Start() => done?.Release();
            public Task StartAsync() => Task.CompletedTask;
            public void Stop() { }
            public ValueTask DisposeAsync() => default;
        }
        """).VerifyAsync();
}
