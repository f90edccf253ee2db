using System.Net;

namespace ShutdownAnalyzers.Benchmarks.Cluster;

/// <summary>A running server of two processes that can be replaced while it is under load.</summary>
internal interface IContender : IAsyncDisposable
{
    string Name { get; }

    IPEndPoint Server { get; }

    /// <summary>Replaces its processes.</summary>
    /// <exception cref="Load.AppFailedException">It could not.</exception>
    Task DeployAsync(CancellationToken cancellation);
}
