using System.CommandLine;
using System.Globalization;

namespace ShutdownAnalyzers.Tool.Cluster;

/// <summary>Seconds, fractions allowed, or <c>none</c>.</summary>
internal static class TimeoutOption
{
    private const string None = "none";

    public static Option<string> Create(string description)
    {
        var option = new Option<string>("--timeout") { Description = description, HelpName = "seconds", DefaultValueFactory = static _ => None };
        option.Validators.Add(static result =>
        {
            if (result.Tokens is [{ Value: var text }] && text != None && !TryParse(text, out _))
                result.AddError($"'{text}' is neither a number of seconds nor '{None}'.");
        });
        return option;
    }

    /// <summary>The seconds; null for none.</summary>
    public static double? ValueOf(ParseResult parsed, Option<string> option) => TryParse(parsed.GetValue(option)!, out var seconds) ? seconds : null;

    private static bool TryParse(string text, out double seconds) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds);
}
