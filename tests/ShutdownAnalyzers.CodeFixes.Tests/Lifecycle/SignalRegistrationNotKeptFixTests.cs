namespace ShutdownAnalyzers.Lifecycle;

/// <summary>The fix of SHUT102.</summary>
public sealed class SignalRegistrationNotKeptFixTests
{
    [Fact]
    public Task Using_var_in_top_level_statements() => VerifyAsync("""
        using System.Runtime.InteropServices;

        // Told to stop.
        [|PosixSignalRegistration.Create|](PosixSignal.SIGTERM, Stop);
        _ = [|PosixSignalRegistration.Create|](PosixSignal.SIGINT, Stop); // Ctrl+C
        var other = [|PosixSignalRegistration.Create|]((PosixSignal)12, Stop);
        await Task.Delay(-1);

        static void Stop(PosixSignalContext signal) => signal.Cancel = true;
        """, """
        using System.Runtime.InteropServices;

        // Told to stop.
        using var onSigterm = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var onSigint = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop); // Ctrl+C
        using var other = PosixSignalRegistration.Create((PosixSignal)12, Stop);
        await Task.Delay(-1);

        static void Stop(PosixSignalContext signal) => signal.Cancel = true;
        """);

    [Fact]
    public Task Using_var_in_Main() => VerifyAsync("""
        using System.Runtime.InteropServices;

        static class Program
        {
            static void Main()
            {
                [|PosixSignalRegistration.Create|](PosixSignal.SIGTERM, _ => { });
                [|PosixSignalRegistration.Create|](PosixSignal.SIGTERM, _ => { });
                Thread.Sleep(-1);
            }
        }
        """, """
        using System.Runtime.InteropServices;

        static class Program
        {
            static void Main()
            {
                using var onSigterm = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => { });
                using var onSigterm2 = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => { });
                Thread.Sleep(-1);
            }
        }
        """);

    [Fact]
    public Task Field_where_the_method_returns() => VerifyAsync("""
        using System.Runtime.InteropServices;

        new Signals().Start();
        Signals.Install();

        class Signals
        {
            public Signals() => [|PosixSignalRegistration.Create|](PosixSignal.SIGHUP, _ => { });

            public void Start()
            {
                if (OperatingSystem.IsLinux())
                {
                    [|PosixSignalRegistration.Create|](PosixSignal.SIGTERM, _ => { });
                }
            }

            public static void Install()
            {
                var registration = [|PosixSignalRegistration.Create|](PosixSignal.SIGINT, _ => { });
            }
        }
        """, """
        using System.Runtime.InteropServices;

        new Signals().Start();
        Signals.Install();

        class Signals
        {
            private static PosixSignalRegistration? _sigint;
            private PosixSignalRegistration? _sigterm;
            private PosixSignalRegistration? _sighup;

            public Signals() => _sighup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, _ => { });

            public void Start()
            {
                if (OperatingSystem.IsLinux())
                {
                    _sigterm = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => { });
                }
            }

            public static void Install()
            {
                var registration = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => { });
                _sigint = registration;
            }
        }
        """);

    [Fact]
    public Task Field_from_a_lambda() => VerifyAsync("""
        using System.Runtime.InteropServices;

        new Signals().Start();

        class Signals
        {
            private readonly int _one = 1;

            public void Start()
            {
                Action register = () => [|PosixSignalRegistration.Create|](PosixSignal.SIGTERM, _ => { });
                register();
            }
        }
        """, """
        using System.Runtime.InteropServices;

        new Signals().Start();

        class Signals
        {
            private PosixSignalRegistration? _sigterm;
            private readonly int _one = 1;

            public void Start()
            {
                Action register = () => _sigterm = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => { });
                register();
            }
        }
        """);

    [Fact]
    public Task Field_in_a_type_on_one_line() => VerifyAsync("""
        using System.Runtime.InteropServices;
        new Signals().Start();
        class Signals { public void Start() { _ = [|PosixSignalRegistration.Create|](PosixSignal.SIGTERM, _ => { }); } }
        """, """
        using System.Runtime.InteropServices;
        new Signals().Start();
        class Signals { private PosixSignalRegistration? _sigterm; public void Start() { _sigterm = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => { }); } }
        """);

    [Theory]
    [InlineData("foreach (var signal in new[] { PosixSignal.SIGTERM }) { [|PosixSignalRegistration.Create|](signal, _ => { }); }")]
    [InlineData("if (args.Length > 0) { [|PosixSignalRegistration.Create|](PosixSignal.SIGTERM, _ => { }); }")]
    [InlineData("Register(); static void Register() => [|PosixSignalRegistration.Create|](PosixSignal.SIGTERM, _ => { });")]
    [InlineData("Action register = () => [|PosixSignalRegistration.Create|](PosixSignal.SIGTERM, _ => { }); register();")]
    [InlineData("Run(() => [|PosixSignalRegistration.Create|](PosixSignal.SIGTERM, _ => { })); static void Run(Action work) => work();")]
    [InlineData("PosixSignalRegistration kept; kept = [|PosixSignalRegistration.Create|](PosixSignal.SIGTERM, _ => { });")]
    [InlineData("var kept = [|PosixSignalRegistration.Create|](PosixSignal.SIGTERM, _ => { }); kept = null;")]
    [InlineData("new Signals(); struct Signals { public Signals() { [|PosixSignalRegistration.Create|](PosixSignal.SIGTERM, _ => { }); } }")]
    [InlineData("new Signals(); class Signals { public Signals() { Run(); static void Run() { [|PosixSignalRegistration.Create|](PosixSignal.SIGTERM, _ => { }); } } }")]
    public Task No_fix(string statements)
    {
        var source = $"#nullable disable\nusing System.Runtime.InteropServices;\n{statements}";
        return VerifyAsync(source, source);
    }

    private static Task VerifyAsync(string source, string fixedSource) =>
        FixTest<SignalRegistrationNotKeptAnalyzer, SignalRegistrationNotKeptFix>.VerifyAsync(ProjectKind.Console, source, fixedSource);
}
