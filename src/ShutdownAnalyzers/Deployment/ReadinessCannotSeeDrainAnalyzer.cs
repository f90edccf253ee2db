using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ShutdownAnalyzers.Deployment.Kubernetes;
using ShutdownAnalyzers.Deployment.Yaml;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Deployment;

/// <summary>SHUT705: pods behind a Service that have no way to say that they are on their way out.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReadinessCannotSeeDrainAnalyzer() : DeploymentAnalyzer(s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = Rule.Suggestion(
        "SHUT705",
        "Readiness cannot see the drain",
        "{0} {1}",
        "A draining app turns unready, and Kubernetes sends it no more requests. Without a readiness probe of its own it cannot tell, and one that is the liveness probe too gets it restarted.");

    private protected override IEnumerable<Finding> Look(DeploymentFile file, DeployedApp app) =>
        file is ManifestFile manifest
            ? from workload in manifest.Workloads
              where workload.Kind == "Deployment" && workload.Containers.Any(app.Owns) && IsServed(workload, app)
              let finding = Judge(workload, workload.Containers.First(app.Owns), file, app)
              where finding is not null
              select finding
            : [];

    private static bool IsServed(Workload workload, DeployedApp app) =>
        app.Files.OfType<ManifestFile>().SelectMany(static manifest => manifest.ServiceSelectors).Any(workload.IsSelectedBy);

    private static Finding? Judge(Workload workload, Container container, DeploymentFile file, DeployedApp app)
    {
        var subject = $"Deployment '{workload.Name}'";
        if (container.Settings.Entry("readinessProbe") is not { } readiness)
            return new(container.Settings.Own[0].Span, subject, "has no readiness probe: its Service sends requests to a pod that drains", Probe(container, file, app));

        var (ready, live) = (readiness.Value?["httpGet"], container.Settings["livenessProbe"]?["httpGet"]);
        return ready?["path"] is YamlScalar readyPath && live?["path"] is YamlScalar livePath && readyPath.Value == livePath.Value && ready["port"]?.Text == live["port"]?.Text
            ? new(readyPath.Span, subject, "asks one path for readiness and for liveness: a pod that turns unready to drain is restarted", Split(readyPath, livePath, app))
            : null;
    }

    /// <summary>A probe of the path at which the app tells its health; null if the code or the container does not say it all.</summary>
    private static Repair? Probe(Container container, DeploymentFile file, DeployedApp app)
    {
        var paths = app.HealthPaths.Distinct().ToList();
        var path = paths.FirstOrDefault(IsReadiness) ?? (paths.Count == 1 && !IsLiveness(paths[0]) ? paths[0] : null);
        if (path is null || container.Settings["ports"]?.Items.FirstOrDefault() is not { } port || (port["name"] ?? port["containerPort"])?.Text is not { } number)
            return null;

        return container.Settings.WithKey(["readinessProbe:", "  httpGet:", $"    path: {path}", $"    port: {number}"], file) is { } change
            ? new($"Probe {path} for readiness", [change])
            : null;
    }

    /// <summary>Moves the probe whose path the app has another one for.</summary>
    private static Repair? Split(YamlScalar ready, YamlScalar live, DeployedApp app)
    {
        var others = app.HealthPaths.Distinct().Where(path => path != ready.Value).ToList();
        if (others.FirstOrDefault(IsReadiness) is { } readiness)
            return new($"Probe {readiness} for readiness", ready.Span, readiness);

        return others.FirstOrDefault(IsLiveness) is { } liveness ? new Repair($"Probe {liveness} for liveness", live.Span, liveness) : null;
    }

    private static bool IsReadiness(string path) => path.IndexOf("ready", StringComparison.OrdinalIgnoreCase) >= 0 || path.IndexOf("readiness", StringComparison.OrdinalIgnoreCase) >= 0;

    private static bool IsLiveness(string path) => path.IndexOf("live", StringComparison.OrdinalIgnoreCase) >= 0;
}
