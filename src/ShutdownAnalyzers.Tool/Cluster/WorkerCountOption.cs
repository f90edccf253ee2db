using System.CommandLine;
using System.Globalization;

namespace ShutdownAnalyzers.Tool.Cluster;

/// <summary>A number of workers, or <c>auto</c> for as many as processors.</summary>
internal static class WorkerCountOption
{
    public static Option<int> Create(int whenNotGiven, string description) => new("--worker-count")
    {
        Description = description,
        DefaultValueFactory = _ => whenNotGiven,
        CustomParser = static result =>
        {
            var text = result.Tokens.Single().Value;
            if (text == "auto")
                return Environment.ProcessorCount;
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
                result.AddError($"'{text}' is no number of workers.");
            return count;
        },
    };
}
