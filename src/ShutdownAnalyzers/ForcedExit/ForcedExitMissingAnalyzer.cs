using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.ForcedExit;

/// <summary>SHUT601: time limits under which nothing ends a shutdown that hangs.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ForcedExitMissingAnalyzer() : MentionAnalyzer(WatchedNames.TimeLimits, s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = Rule.Warning(
        "SHUT601",
        "Shutdown has no forced exit",
        "{0} is {1}: {2}",
        "Something hangs one day. A shutdown that nothing ends is ended by a SIGKILL, or holds up the deploy until somebody looks.");

    private static readonly TimeSpan s_longestTimeout = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_longestForcedExit = TimeSpan.FromDays(1);

    private static readonly GracefulShutdownServices s_package = new();

    private protected override bool CanOccur(FrameworkTypes types) => types.HostOptions is not null || types.GracefulShutdownOptions is not null;

    private protected override void Check(Mention mention, FileContext file)
    {
        var settings = new ShutdownSettings(file.Compilation, file.Cancel);
        if (settings.HostTimeoutAt(mention) is { } timeout)
            CheckHost(timeout, file);
        else if (OptionSetting.At(mention, file.Types.GracefulShutdownOptions, file.Cancel) is { } limit)
            CheckPackage(limit, settings, file);
    }

    private static void CheckHost(OptionSetting timeout, FileContext file)
    {
        if (timeout.Time(file.Cancel) is not { } time || (time > TimeSpan.Zero && time <= s_longestTimeout))
            return;

        // The package ends the process whatever the host waits for.
        if (s_package.In(file.Compilation, file.Read(s_package.OwnMethods), file.Cancel) is Presence.Absent)
            Report(timeout, time, time == TimeSpan.Zero ? "what is still at work when the app stops is cut at once" : "whatever does not stop holds the app until somebody kills it", file);
    }

    private static void CheckPackage(OptionSetting limit, ShutdownSettings settings, FileContext file)
    {
        if (!IsPlaceOfFinding(limit, settings) || limit.Time(file.Cancel) is not { } time || settings.ForcedExitTimeout.Value is not { } forcedExit)
            return;

        if (forcedExit <= TimeSpan.Zero || forcedExit > s_longestForcedExit)
            Report(limit, time, "nothing ends a shutdown that hangs", file);
        else if (settings.DrainEnd is { } drainEnd && forcedExit <= drainEnd)
            Report(limit, time, $"LameDuckPeriod and DrainTimeout take up to {Text(drainEnd)}, and the forced exit comes after {Text(forcedExit)}", file);
    }

    /// <summary>The three limits are one finding: at the forced exit where code sets it, else at what outgrew its default.</summary>
    private static bool IsPlaceOfFinding(OptionSetting limit, ShutdownSettings settings) => limit.Option.Token.ValueText switch
    {
        "ForcedExitTimeout" => true,
        "DrainTimeout" => settings.ForcedExitTimeout.Settings.IsEmpty,
        _ => settings.ForcedExitTimeout.Settings.IsEmpty && settings.DrainTimeout.Settings.IsEmpty,
    };

    private static void Report(OptionSetting limit, TimeSpan time, string consequence, FileContext file) =>
        file.Report(s_rule, limit.Value.GetLocation(), limit.Option.Token.ValueText, Text(time), consequence);

    private static string Text(TimeSpan time) => time == Timeout.InfiniteTimeSpan || time == TimeSpan.MaxValue ? "infinite" : time.ToString();
}
