using System.Collections.Immutable;

namespace ShutdownAnalyzers.Hosting;

/// <summary>A time limit: what it is by default, and every place where the project's code sets it.</summary>
internal sealed class TimeLimit(TimeSpan byDefault, ImmutableArray<OptionSetting> settings, CancellationToken cancel)
{
    public ImmutableArray<OptionSetting> Settings => settings;

    /// <summary>What holds; null if only the running program knows: it is computed, or set to different times.</summary>
    public TimeSpan? Value
    {
        get
        {
            if (settings.IsEmpty)
                return byDefault;

            var times = settings.Select(setting => setting.Time(cancel)).Distinct().Take(2).ToList();
            return times.Count == 1 ? times[0] : null;
        }
    }
}
