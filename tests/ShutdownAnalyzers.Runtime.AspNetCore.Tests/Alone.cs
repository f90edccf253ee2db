namespace ShutdownAnalyzers.Runtime.AspNetCore;

/// <summary>Two apps with a proxy and its clients, or thousands of connections, fill a small machine: these tests run alone.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
