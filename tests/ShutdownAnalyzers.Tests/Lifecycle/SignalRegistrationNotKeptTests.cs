namespace ShutdownAnalyzers.Lifecycle;

/// <summary>SHUT102.</summary>
public sealed class SignalRegistrationNotKeptTests
{
    [Theory]
    [InlineData("[|PosixSignalRegistration.Create|](PosixSignal.SIGTERM, Stop);")]
    [InlineData("_ = [|PosixSignalRegistration.Create|](PosixSignal.SIGTERM, Stop);")]
    [InlineData("[|System.Runtime.InteropServices.PosixSignalRegistration.Create|](PosixSignal.SIGTERM, Stop);")]
    [InlineData("var registration = [|PosixSignalRegistration.Create|](PosixSignal.SIGTERM, Stop); await Task.Delay(-1);")]
    [InlineData("IDisposable registration = [|PosixSignalRegistration.Create|](PosixSignal.SIGTERM, Stop); await Task.Delay(-1);")]
    [InlineData("PosixSignalRegistration registration; registration = [|PosixSignalRegistration.Create|](PosixSignal.SIGTERM, Stop); Thread.Sleep(-1);")]
    [InlineData("var registration = [|PosixSignalRegistration.Create|](PosixSignal.SIGTERM, Stop); registration.ToString(); Console.ReadLine();")]
    [InlineData("var registration = [|PosixSignalRegistration.Create|](PosixSignal.SIGTERM, Stop); GC.KeepAlive(registration); await Task.Delay(-1);")]
    [InlineData("var registration = [|PosixSignalRegistration.Create|](PosixSignal.SIGTERM, Stop); if (registration is not null) Thread.Sleep(-1);")]
    [InlineData("Action register = () => [|PosixSignalRegistration.Create|](PosixSignal.SIGTERM, Stop); register();")]
    [InlineData("Register(); static void Register() => [|PosixSignalRegistration.Create|](PosixSignal.SIGTERM, Stop);")]
    [InlineData("foreach (var signal in new[] { PosixSignal.SIGTERM }) [|PosixSignalRegistration.Create|](signal, Stop);")]
    public Task Fires(string statements) => VerifyAsync(statements);

    [Theory]
    [InlineData("using var registration = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop); await Task.Delay(-1);")]
    [InlineData("using (PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop)) await Task.Delay(-1);")]
    [InlineData("using (var registration = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop)) { await Task.Delay(-1); }")]
    [InlineData("var registration = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop); using (registration) { await Task.Delay(-1); }")]
    [InlineData("var registration = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop); await Task.Delay(-1); GC.KeepAlive(registration);")]
    [InlineData("var registration = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop); await Task.Delay(-1); registration.Dispose();")]
    [InlineData("var registration = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop); Thread.Sleep(1000); registration.Dispose(); await Task.Delay(-1);")]
    [InlineData("var registration = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop); try { Serve(); } finally { registration.Dispose(); } static void Serve() { }")]
    [InlineData("var registration = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop); await Task.Delay(-1); Console.WriteLine(registration.GetHashCode());")]
    [InlineData("var registration = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop); AppDomain.CurrentDomain.ProcessExit += (_, _) => registration.Dispose(); await Task.Delay(-1);")]
    [InlineData("var registrations = new[] { PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop) }; await Task.Delay(-1);")]
    [InlineData("List<IDisposable> registrations = [PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop)]; await Task.Delay(-1);")]
    [InlineData("var registration = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop); Keep(registration); await Task.Delay(-1); static void Keep(object kept) { }")]
    [InlineData("var registrations = new List<object>(); registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop)); await Task.Delay(-1);")]
    [InlineData("Register(); static PosixSignalRegistration Register() => PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);")]
    [InlineData("Func<IDisposable> register = () => PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop); using var kept = register();")]
    [InlineData("Kept.Registration = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop); static class Kept { public static IDisposable? Registration; }")]
    [InlineData("var registration = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop); Kept.Registration = registration; static class Kept { public static IDisposable? Registration; }")]
    public Task Stays_silent(string statements) => VerifyAsync(statements);

    [Fact]
    public Task Stays_silent_about_fields() => RuleTest<SignalRegistrationNotKeptAnalyzer>.VerifyAsync(ProjectKind.ClassLib, """
        using System.Runtime.InteropServices;

        class Signals
        {
            private static readonly PosixSignalRegistration s_sigterm = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => { });
            private PosixSignalRegistration? _sigint;
            public IDisposable Sigquit { get; } = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, _ => { });

            public void Start() => _sigint = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => { });
            public void Lazily() => _sigint ??= PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => { });
        }
        """);

    [Fact]
    public Task Stays_silent_about_a_type_of_the_users_own() => RuleTest<SignalRegistrationNotKeptAnalyzer>.VerifyAsync(ProjectKind.Console, """
        PosixSignalRegistration.Create();

        static class PosixSignalRegistration { public static object Create() => new(); }
        """);

    [Fact]
    public Task Says_which_signal() => new RuleTest<SignalRegistrationNotKeptAnalyzer>(ProjectKind.Console, """
        using System.Runtime.InteropServices;

        {|#0:PosixSignalRegistration.Create|}(PosixSignal.SIGTERM, _ => { });
        """)
    {
        ExpectedDiagnostics = { new Microsoft.CodeAnalysis.Testing.DiagnosticResult("SHUT102", Microsoft.CodeAnalysis.DiagnosticSeverity.Warning).WithLocation(0)
            .WithMessage("Registration of SIGTERM is not kept alive: once it is garbage collected, the signal kills the process again") },
    }.VerifyAsync();

    private static Task VerifyAsync(string statements) => RuleTest<SignalRegistrationNotKeptAnalyzer>.VerifyAsync(ProjectKind.Console, $$"""
        using System.Runtime.InteropServices;

        await Task.Yield();
        static void Stop(PosixSignalContext signal) => signal.Cancel = true;
        {{statements}}
        """);
}
