namespace ShutdownAnalyzers.Runtime.AspNetCore.Deploying;

/// <summary>Two apps, a proxy and their clients fill a small machine: these tests run alone.</summary>
[CollectionDefinition(nameof(ProxyCollection), DisableParallelization = true)]
public sealed class ProxyCollection;
