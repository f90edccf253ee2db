using System.Globalization;
using System.Text.RegularExpressions;

namespace ShutdownAnalyzers.Deployment.Systemd;

/// <summary>Lengths of time as units, compose files and Kubernetes state them: <c>90</c>, <c>1m30s</c>, <c>2min 10s</c>.</summary>
internal static class UnitTime
{
    private static readonly Regex s_part = new(@"\G\s*(?<n>\d+(\.\d+)?)\s*(?<unit>[a-zA-Z]*)\s*", RegexOptions.CultureInvariant);

    /// <returns>null for what is no number: a variable, a template, <c>infinity</c>, a unit that nobody knows.</returns>
    public static TimeSpan? Of(string? stated)
    {
        var sum = TimeSpan.Zero;
        var at = 0;
        while (stated is not null && at < stated.Length)
        {
            var part = s_part.Match(stated, at);
            if (!part.Success || SecondsOf(part.Groups["unit"].Value) is not { } unit)
                return null;

            sum += TimeSpan.FromSeconds(Math.Min(double.Parse(part.Groups["n"].Value, CultureInfo.InvariantCulture) * unit, int.MaxValue));
            at += part.Length;
        }

        return at > 0 ? sum : null;
    }

    private static double? SecondsOf(string unit) => unit switch
    {
        "" or "s" or "sec" or "second" or "seconds" => 1,
        "ms" or "msec" => 0.001,
        "us" or "usec" => 0.000001,
        "m" or "min" or "minute" or "minutes" => 60,
        "h" or "hr" or "hour" or "hours" => 3600,
        "d" or "day" or "days" => 86400,
        "w" or "week" or "weeks" => 604800,
        _ => null,
    };
}
