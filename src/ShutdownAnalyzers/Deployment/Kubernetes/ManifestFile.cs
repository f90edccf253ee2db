using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.Deployment.Yaml;

namespace ShutdownAnalyzers.Deployment.Kubernetes;

/// <summary>A file of Kubernetes objects. One that is a template says nothing until it is rendered.</summary>
internal sealed class ManifestFile(string path, SourceText source) : DeploymentFile(path, source)
{
    private static readonly ImmutableArray<string> s_workloads = ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Pod", "Rollout"];

    private ImmutableArray<YamlNode> _objects;

    /// <summary>What keeps pods of an app running. Jobs end by themselves and are none.</summary>
    public IEnumerable<Workload> Workloads =>
        from one in Objects
        where one["kind"]?.Text is { } kind && s_workloads.Contains(kind)
        let podSpec = (one["kind"]!.Text == "Pod" ? one["spec"] : one["spec"]?["template"]?["spec"]) as YamlMapping
        where podSpec is not null
        select new Workload(one, podSpec);

    /// <summary>What the services in the file select their pods by.</summary>
    public IEnumerable<YamlMapping> ServiceSelectors => Objects.Where(static one => one["kind"]?.Text == "Service").Select(static one => one["spec"]?["selector"]).OfType<YamlMapping>();

    private ImmutableArray<YamlNode> Objects => _objects.IsDefault ? _objects = Read() : _objects;

    private ImmutableArray<YamlNode> Read()
    {
        if (Text.IndexOf("kind:", StringComparison.Ordinal) < 0 || Text.IndexOf("{{", StringComparison.Ordinal) >= 0)
            return [];

        return [.. YamlReader.Read(Text).SelectMany(static one => one["kind"]?.Text == "List" ? one["items"]?.Items ?? [] : [one])];
    }
}
