using System.CommandLine;
using System.Globalization;

namespace ShutdownAnalyzers.Tool.Cluster;

/// <summary>Bytes, with K, M or G for their 1024 times as many.</summary>
internal static class SizeOption
{
    public static Option<long> Create(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "bytes",
        CustomParser = static result =>
        {
            var text = result.Tokens.Single().Value;
            var factor = char.ToUpperInvariant(text[^1]) switch { 'K' => 1L << 10, 'M' => 1L << 20, 'G' => 1L << 30, _ => 1L };
            var digits = factor == 1 ? text : text[..^1];
            if (long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= long.MaxValue / factor)
                return number * factor;

            result.AddError($"'{text}' is no number of bytes.");
            return 0;
        },
    };
}
