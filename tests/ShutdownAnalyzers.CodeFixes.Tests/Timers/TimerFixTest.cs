namespace ShutdownAnalyzers.Timers;

/// <summary>Tests of SHUT301's fix in a library that may use the generic host.</summary>
internal static class TimerFixTest
{
    public static Task VerifyAsync(string source, string fixedSource) =>
        FixTest<TimerNeverDisposedAnalyzer, TimerNeverDisposedFix>.VerifyAsync(ProjectKind.ClassLib, source, fixedSource);

    /// <summary>The finding stays, and no fix is offered.</summary>
    public static Task NoFixAsync(string source) => VerifyAsync(source, source);

    /// <summary>Several files, each as it is before and after.</summary>
    public static Task VerifyAsync(params (string Before, string After)[] files)
    {
        var test = new FixTest<TimerNeverDisposedAnalyzer, TimerNeverDisposedFix>(ProjectKind.ClassLib);
        foreach (var (before, after) in files)
        {
            test.TestState.Sources.Add(before);
            test.FixedState.Sources.Add(after);
        }

        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
