using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.Deployment.Containers;
using ShutdownAnalyzers.Deployment.Kubernetes;
using ShutdownAnalyzers.Deployment.Systemd;
using ShutdownAnalyzers.Deployment.Yaml;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Deployment;

/// <summary>SHUT703: a platform that waits for the app's exit for less time than the app may take.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class GracePeriodTooShortAnalyzer() : DeploymentAnalyzer(s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = Rule.Warning(
        "SHUT703",
        "The platform kills before the drain ends",
        "{0} {1}",
        "A platform sends SIGTERM, waits for its grace period and kills. What the app has not finished by then is lost, and nothing says what it was.");

    private static readonly TimeSpan s_composeDefault = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_kubernetesDefault = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_systemdDefault = TimeSpan.FromSeconds(90);

    private protected override IEnumerable<Finding> Look(DeploymentFile file, DeployedApp app) => file switch
    {
        // The app's own times come in from outside.
        _ when file.Text.IndexOf("GracefulShutdown__", StringComparison.OrdinalIgnoreCase) >= 0 => [],
        ComposeFile compose => compose.Services.Where(app.Owns).Select(service => InService(service, compose, app)).OfType<Finding>(),
        ManifestFile manifest => manifest.Workloads.Select(workload => InWorkload(workload, file, app)).OfType<Finding>(),
        UnitFile unit when app.Owns(unit) => InUnit(unit, app) is { } finding ? [finding] : [],
        _ => [],
    };

    private static Finding? InService(ComposeService service, ComposeFile file, DeployedApp app)
    {
        const string Key = "stop_grace_period";
        var stated = service.Settings.Entry(Key);
        if (stated is null && IsStatedElsewhere(service, file, app, Key))
            return null;

        var needed = app.Shutdown.Longest;
        var given = stated is null ? s_composeDefault : UnitTime.Of(stated.Value?.Text);
        return given < needed
            ? Short(stated?.Span ?? service.Name.Span, $"Service '{service.Name.Value}'", given.Value, needed.Value, "", app, Set(stated, service.Settings, Key, $"{Seconds(needed.Value)}s", file))
            : null;
    }

    /// <summary>Compose files lie over one another. A setting that is missing here may stand in another one, and is missed in the one below all others.</summary>
    private static bool IsStatedElsewhere(ComposeService service, ComposeFile file, DeployedApp app, string key)
    {
        var others = app.Files.OfType<ComposeFile>().Where(other => other != file && FilePath.FolderOf(other.Path) == FilePath.FolderOf(file.Path));
        return others.SelectMany(static other => other.Services.Select(same => (other, same)))
            .Any(pair => pair.same.Name.Value == service.Name.Value && (pair.same.Settings.Entry(key) is not null || file.IsLaidOver && !pair.other.IsLaidOver));
    }

    private static Finding? InWorkload(Workload workload, DeploymentFile file, DeployedApp app)
    {
        const string Key = "terminationGracePeriodSeconds";
        if (workload.Containers.FirstOrDefault(app.Owns) is not { } container)
            return null;

        var stated = workload.PodSpec.Entry(Key);
        var needed = app.Shutdown.Longest + container.PreStop;
        var given = stated is null ? s_kubernetesDefault : UnitTime.Of(stated.Value?.Text);
        var place = stated?.Span ?? workload.PodSpec.Entry("containers")!.Key.Span;
        return given < needed
            ? Short(place, $"{workload.Kind} '{workload.Name}'", given.Value, needed.Value, container.PreStop > TimeSpan.Zero ? "preStop, " : "", app, Set(stated, workload.PodSpec, Key, $"{Seconds(needed.Value)}", file))
            : null;
    }

    private static Finding? InUnit(UnitFile unit, DeployedApp app)
    {
        if (unit["ExecStart"] is not { } start || unit["Type"]?.Value == "oneshot" || unit["SendSIGKILL"]?.Value is "no" or "false" or "0" or "off")
            return null;

        var stated = unit["TimeoutStopSec"] ?? unit["TimeoutSec"];
        var needed = app.Shutdown.Longest;
        var given = stated is null ? s_systemdDefault : UnitTime.Of(stated.Value);

        // For systemd, zero is no limit.
        if (given == TimeSpan.Zero || !(given < needed))
            return null;

        var seconds = Seconds(needed!.Value);
        var repair = stated is null
            ? new Repair(Title(seconds), new TextSpan(start.Span.Start, 0), $"TimeoutStopSec={seconds}{unit.NewLine}")
            : new Repair(Title(seconds), stated.ValueSpan, $"{seconds}");
        return Short(stated?.Span ?? start.Span, $"Unit '{unit.Unit}'", given!.Value, needed.Value, "", app, repair);
    }

    private static Finding Short(TextSpan span, string subject, TimeSpan given, TimeSpan needed, string before, DeployedApp app, Repair? repair) =>
        new(span, subject, $"is killed {Seconds(given)} s after it is told to stop, but '{app.Name}' may take {Seconds(needed)} s ({before}{app.Shutdown.LongestInWords}, 2 s to spare)", repair);

    private static Repair? Set(YamlEntry? stated, YamlMapping mapping, string key, string value, DeploymentFile file)
    {
        if (stated is not null)
            return stated.Value is YamlScalar scalar && mapping.Own.Contains(stated) ? new(Title(value.TrimEnd('s')), scalar.Span, value) : null;

        return mapping.WithKey([$"{key}: {value}"], file) is { } change ? new(Title(value.TrimEnd('s')), [change]) : null;
    }

    private static string Title(object seconds) => $"Wait for {seconds} s";

    private static int Seconds(TimeSpan time) => (int)Math.Ceiling(time.TotalSeconds);
}
