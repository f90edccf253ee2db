using Microsoft.CodeAnalysis;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Hosting;

/// <summary>The times that a project's code gives its shutdown. What configuration adds to them is not seen.</summary>
internal sealed class ShutdownSettings(Compilation compilation, CancellationToken cancel)
{
    private readonly FrameworkTypes _types = FrameworkTypes.Of(compilation);

    /// <summary>How long the host lets its services stop: <c>HostOptions.ShutdownTimeout</c> and <c>UseShutdownTimeout</c>.</summary>
    public TimeLimit ShutdownTimeout => Read(30, [.. Settings("ShutdownTimeout", _types.HostOptions), .. compilation.MentionsOf("UseShutdownTimeout").Select(UseShutdownTimeout).OfType<OptionSetting>()]);

    public TimeLimit LameDuckPeriod => Read(1, Settings("LameDuckPeriod", _types.GracefulShutdownOptions));

    public TimeLimit DrainTimeout => Read(20, Settings("DrainTimeout", _types.GracefulShutdownOptions));

    public TimeLimit ForcedExitTimeout => Read(30, Settings("ForcedExitTimeout", _types.GracefulShutdownOptions));

    /// <summary>The timeout in <c>webHostBuilder.UseShutdownTimeout(timeout)</c>.</summary>
    public OptionSetting? UseShutdownTimeout(Mention mention) =>
        mention.Call?.ArgumentList.Arguments.LastOrDefault() is { } timeout && mention.Symbol(cancel)?.ContainingType.Is(_types.WebHostBuilderAbstractions) is true
            ? new(mention, timeout.Expression)
            : null;

    private IEnumerable<OptionSetting> Settings(string option, INamedTypeSymbol? options) => OptionSetting.Of(option, options, compilation, cancel);

    private TimeLimit Read(int defaultSeconds, IEnumerable<OptionSetting> settings) =>
        new(TimeSpan.FromSeconds(defaultSeconds), [.. settings], cancel);
}
