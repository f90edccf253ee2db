using System.CommandLine;
using System.Globalization;

namespace ShutdownAnalyzers.Tool.Cluster;

/// <summary>Seconds, fractions allowed, or <c>none</c>.</summary>
internal static class TimeoutOption
{
    public static Option<double?> Create(string description) => new("--timeout")
    {
        Description = description,
        HelpName = "seconds or none",
        CustomParser = static result =>
        {
            var text = result.Tokens.Single().Value;
            if (text == "none")
                return null;
            if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
                return seconds;

            result.AddError($"'{text}' is neither a number of seconds nor 'none'.");
            return null;
        },
    };
}
