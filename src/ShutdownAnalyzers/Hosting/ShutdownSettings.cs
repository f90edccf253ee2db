using Microsoft.CodeAnalysis;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Hosting;

/// <summary>The times that a project's code gives its shutdown. What configuration adds to them is not seen.</summary>
internal sealed class ShutdownSettings(Compilation compilation, CancellationToken cancel)
{
    private readonly FrameworkTypes _types = FrameworkTypes.Of(compilation);

    /// <summary>How long the host lets its services stop: <c>HostOptions.ShutdownTimeout</c> and <c>UseShutdownTimeout</c>.</summary>
    public TimeLimit ShutdownTimeout => Read(30, WatchedNames.HostTimeouts.SelectMany(compilation.MentionsOf).Select(HostTimeoutAt).OfType<OptionSetting>());

    public TimeLimit LameDuckPeriod => Read(1, Settings("LameDuckPeriod"));

    public TimeLimit DrainTimeout => Read(20, Settings("DrainTimeout"));

    public TimeLimit ForcedExitTimeout => Read(30, Settings("ForcedExitTimeout"));

    /// <summary>When the package's drain is over at the latest, counted from the signal; null if only the running program knows.</summary>
    public TimeSpan? DrainEnd => Limited(LameDuckPeriod.Value) + Limited(DrainTimeout.Value);

    /// <summary>What a mention of the host's timeout sets it to: <c>o.ShutdownTimeout = timeout</c> or <c>webHost.UseShutdownTimeout(timeout)</c>.</summary>
    public OptionSetting? HostTimeoutAt(Mention mention)
    {
        if (mention.Token.ValueText != "UseShutdownTimeout")
            return OptionSetting.At(mention, _types.HostOptions, cancel);

        return mention.Call?.ArgumentList.Arguments.LastOrDefault() is { } timeout && mention.Symbol(cancel)?.ContainingType.Is(_types.WebHostBuilderAbstractions) is true
            ? new(mention, timeout.Expression)
            : null;
    }

    private IEnumerable<OptionSetting> Settings(string option) => OptionSetting.Of(option, _types.GracefulShutdownOptions, compilation, cancel);

    private TimeLimit Read(int defaultSeconds, IEnumerable<OptionSetting> settings) =>
        new(TimeSpan.FromSeconds(defaultSeconds), [.. settings], cancel);

    /// <summary>Times that the package refuses anyway: their sum might overflow.</summary>
    private static TimeSpan? Limited(TimeSpan? time) => time is { } known && known >= TimeSpan.Zero && known < TimeSpan.FromDays(1000) ? known : null;
}
