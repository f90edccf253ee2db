namespace ShutdownAnalyzers.Lifecycle;

/// <summary>The fix of SHUT101 in a program without a host.</summary>
public sealed class SignalHandlersFixTests
{
    private const string Handlers = """
        using System.Runtime.InteropServices;

        using var stopping = new CancellationTokenSource();
        using var onSigterm = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var onSigint = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stopping.Cancel();
        }


        """;

    [Theory]
    [InlineData("Thread.[|Sleep|](Timeout.Infinite);", "stopping.Token.WaitHandle.WaitOne();")]
    [InlineData("Thread.[|Sleep|](Timeout.InfiniteTimeSpan);", "stopping.Token.WaitHandle.WaitOne();")]
    [InlineData("Thread.CurrentThread.[|Join|]();", "stopping.Token.WaitHandle.WaitOne();")]
    [InlineData("await Task.[|Delay|](-1);", "await Task.WhenAny(Task.Delay(-1, stopping.Token));")]
    [InlineData("await Task.[|Delay|](Timeout.Infinite).ConfigureAwait(false);", "await Task.WhenAny(Task.Delay(Timeout.Infinite, stopping.Token));")]
    [InlineData("Task.[|Delay|](-1).Wait();", "stopping.Token.WaitHandle.WaitOne();")]
    [InlineData("Task.[|Delay|](-1).GetAwaiter().GetResult();", "stopping.Token.WaitHandle.WaitOne();")]
    [InlineData("while (true) Thread.[|Sleep|](1000);", "while (!stopping.IsCancellationRequested) stopping.Token.WaitHandle.WaitOne(1000);")]
    [InlineData("do { await Task.[|Delay|](1000); } while (true);", "do { await Task.WhenAny(Task.Delay(1000, stopping.Token)); } while (!stopping.IsCancellationRequested);")]
    [InlineData("for (;;) { Thread.[|Sleep|](TimeSpan.FromSeconds(1)); }", "for (; !stopping.IsCancellationRequested;) { stopping.Token.WaitHandle.WaitOne(TimeSpan.FromSeconds(1)); }")]
    public Task Wait_ends_at_the_signal(string wait, string ended) => VerifyAsync(wait, Handlers + ended);

    [Theory]
    [InlineData("Console.[|ReadLine|]();", "Task.WaitAny(Task.Run(() => Console.ReadLine()), Task.Delay(Timeout.Infinite, stopping.Token));")]
    [InlineData("_ = Console.[|ReadKey|](true);", "Task.WaitAny(Task.Run(() => Console.ReadKey(true)), Task.Delay(Timeout.Infinite, stopping.Token));")]
    public Task Key_still_ends_the_wait(string wait, string ended)
    {
        const string work = "using var timer = new Timer(_ => Console.WriteLine(\"tick\"), null, 0, 1000);\n";
        return VerifyAsync(work + wait, Handlers + work + ended);
    }

    [Theory]
    [InlineData("ManualResetEvent(false)", "done.[|WaitOne|]()", "WaitHandle.WaitAny(new[] { done, stopping.Token.WaitHandle })")]
    [InlineData("ManualResetEventSlim()", "done.[|Wait|]()", "WaitHandle.WaitAny(new[] { done.WaitHandle, stopping.Token.WaitHandle })")]
    [InlineData("AutoResetEvent(false)", "done.[|WaitOne|]()", "WaitHandle.WaitAny(new[] { done, stopping.Token.WaitHandle })")]
    public Task Event_still_ends_the_wait(string type, string wait, string ended)
    {
        var hook = $$"""
            using var done = new {{type}};
            Console.CancelKeyPress += (_, e) => { e.Cancel = true; done.Set(); };

            """;
        return VerifyAsync($"{hook}{wait};", $"{Handlers}{hook}{ended};");
    }

    [Fact]
    public Task Main_method_with_taken_names() => VerifyAsync(
        """
        using System;

        public static class Program
        {
            private static readonly string stopping = "", Stop = stopping;

            public static void Main()
            {
                // Serve.
                Console.WriteLine(Stop);
                Thread.[|Sleep|](-1);
            }
        }
        """,
        """
        using System;
        using System.Runtime.InteropServices;

        public static class Program
        {
            private static readonly string stopping = "", Stop = stopping;

            public static void Main()
            {
                // Serve.
                using var stopping2 = new CancellationTokenSource();
                using var onSigterm = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop2);
                using var onSigint = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop2);

                void Stop2(PosixSignalContext signal)
                {
                    signal.Cancel = true;
                    stopping2.Cancel();
                }

                Console.WriteLine(Stop);
                stopping2.Token.WaitHandle.WaitOne();
            }
        }
        """);

    [Fact]
    public Task Using_stands_between_the_file_header_and_the_documentation_of_the_first_type() => VerifyAsync(
        """
        // Copyright

        /// <summary>Waits.</summary>
        public static class Program
        {
            public static void Main()
            {
                Thread.[|Sleep|](-1);
            }
        }
        """,
        """
        // Copyright

        using System.Runtime.InteropServices;

        /// <summary>Waits.</summary>
        public static class Program
        {
            public static void Main()
            {
                using var stopping = new CancellationTokenSource();
                using var onSigterm = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
                using var onSigint = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);

                void Stop(PosixSignalContext signal)
                {
                    signal.Cancel = true;
                    stopping.Cancel();
                }

                stopping.Token.WaitHandle.WaitOne();
            }
        }
        """);

    [Theory]
    [InlineData("var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0); while (true) { using var client = listener.[|AcceptTcpClient|](); }")]
    [InlineData("while (true) { Thread.[|Sleep|](1000); while (args.Length > 1) Thread.Sleep(1); } return 1;")]
    public async Task No_fix_where_it_takes_more_than_the_wait(string program) => await VerifyAsync(program, program);

    private static Task VerifyAsync(string source, string fixedSource) =>
        FixTest<ShutdownHandlerMissingAnalyzer, ShutdownHandlerMissingFix>.VerifyAsync(ProjectKind.Console, source, fixedSource);
}
