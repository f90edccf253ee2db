using Microsoft.Extensions.Options;

namespace ShutdownAnalyzers.Runtime;

/// <summary>Says of each option that is out of range its name, its value and the range.</summary>
internal sealed class GracefulShutdownOptionsValidator : IValidateOptions<GracefulShutdownOptions>
{
    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, GracefulShutdownOptions options)
    {
        var beforeForce = Clamp(options.LameDuckPeriod) + Clamp(options.DrainTimeout); // Their sum may overflow, and each is judged by itself.
        string[] failures =
        [
            .. Check(nameof(options.LameDuckPeriod), options.LameDuckPeriod, Within(options.LameDuckPeriod, s_hour), $"{TimeSpan.Zero} to {s_hour}"),
            .. Check(nameof(options.DrainMode), options.DrainMode, Enum.IsDefined(options.DrainMode), $"{nameof(DrainMode.Reject)} or {nameof(DrainMode.Serve)}"),
            .. Check(nameof(options.DrainStatusCode), options.DrainStatusCode, options.DrainStatusCode is 502 or 503, "503 or 502"),
            .. Check(nameof(options.RetryAfter), options.RetryAfter, Within(options.RetryAfter, s_hour), $"{TimeSpan.Zero} to {s_hour}"),
            .. Check(nameof(options.DrainTimeout), options.DrainTimeout, Within(options.DrainTimeout, s_hour), $"{TimeSpan.Zero} to {s_hour}"),
            .. Check(nameof(options.WebSocketCloseTimeout), options.WebSocketCloseTimeout, Within(options.WebSocketCloseTimeout, s_hour), $"{TimeSpan.Zero} to {s_hour}"),
            .. options.ExemptPaths.SelectMany(path => Check(nameof(options.ExemptPaths), $"'{path}'", path.StartsWith('/'), "a path that starts with '/'")),
            .. Check(nameof(options.ForcedExitTimeout), options.ForcedExitTimeout, options.ForcedExitTimeout > beforeForce && options.ForcedExitTimeout <= s_day,
                $"more than {nameof(options.LameDuckPeriod)} and {nameof(options.DrainTimeout)} together ({beforeForce}), up to {s_day}"),
            .. Check(nameof(options.ForcedExitCode), options.ForcedExitCode, options.ForcedExitCode is >= 1 and <= 255, "1 to 255"),
        ];
        return failures is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static bool Within(TimeSpan value, TimeSpan limit) => value >= TimeSpan.Zero && value <= limit;

    private static TimeSpan Clamp(TimeSpan value) => Within(value, s_hour) ? value : TimeSpan.Zero;

    private static string[] Check<T>(string option, T value, bool isAllowed, string allowed) =>
        isAllowed ? [] : [$"{GracefulShutdown.Section}:{option} is {value}; allowed is {allowed}."];
}
