using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using ShutdownAnalyzers.Deployment.Containers;
using ShutdownAnalyzers.Deployment.Yaml;

namespace ShutdownAnalyzers.Deployment.Kubernetes;

/// <summary>An object that keeps pods running.</summary>
internal sealed record Workload(YamlNode Object, YamlMapping PodSpec)
{
    public string Kind => Object["kind"]!.Text!;

    public string Name => Object["metadata"]?["name"]?.Text ?? Kind;

    public YamlNode? PodLabels => (Kind == "Pod" ? Object : Object["spec"]?["template"])?["metadata"]?["labels"];

    public IEnumerable<Container> Containers => PodSpec["containers"]?.Items.OfType<YamlMapping>().Select(static settings => new Container(settings)) ?? [];

    /// <summary>Whether a service with this selector sends requests to the pods.</summary>
    public bool IsSelectedBy(YamlMapping selector) =>
        selector.Own.Length > 0 && selector.Own.All(label => label.Value?.Text is { } value && PodLabels?[label.Key.Value]?.Text == value);
}

/// <summary>A container of a pod.</summary>
internal sealed record Container(YamlMapping Settings)
{
    private static readonly Regex s_sleep = new(@"\bsleep\s+(?<n>\d+(\.\d+)?)(?<unit>[smh]?)(?![\w.])", RegexOptions.CultureInvariant);

    public string? Image => Settings["image"]?.Text;

    public ImmutableArray<Argument> Command => [.. Settings["command"].Arguments(), .. Settings["args"].Arguments()];

    /// <summary>How long the pod waits before it sends SIGTERM, as far as its hook says.</summary>
    public TimeSpan PreStop
    {
        get
        {
            var hook = Settings["lifecycle"]?["preStop"];
            if (hook?["sleep"]?["seconds"]?.Text is { } text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds))
                return TimeSpan.FromSeconds(seconds);

            var command = string.Join(" ", hook?["exec"]?["command"].Arguments().Select(static argument => argument.Value) ?? []);
            return TimeSpan.FromSeconds(s_sleep.Matches(command).Cast<Match>().Sum(Seconds));
        }
    }

    private static double Seconds(Match sleep)
    {
        var unit = sleep.Groups["unit"].Value switch { "m" => 60, "h" => 3600, _ => 1 };
        return double.Parse(sleep.Groups["n"].Value, CultureInfo.InvariantCulture) * unit;
    }
}
