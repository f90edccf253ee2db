using System.Net;
using Microsoft.AspNetCore.Connections;
using ShutdownAnalyzers.Runtime.Cluster;

namespace ShutdownAnalyzers.Runtime.AspNetCore;

/// <summary>The listening sockets that a cluster's worker has inherited from its supervisor; none in other apps.</summary>
internal sealed class InheritedListeners(Supervision? supervision = null)
{
    private readonly Dictionary<EndPoint, int> _notYetUsed = (supervision?.Sockets ?? []).ToDictionary(static socket => socket.BoundTo, static socket => socket.Descriptor);

    /// <summary>The supervisor's URLs.</summary>
    public IReadOnlyList<string> Urls { get; } = [.. (supervision?.Sockets ?? []).Select(static socket => socket.Url)];

    public bool Any => Urls is not [];

    /// <summary>Where the worker listens when it was to listen there.</summary>
    /// <exception cref="InvalidOperationException">There are no more sockets than the ones in use.</exception>
    public EndPoint InPlaceOf(EndPoint endpoint)
    {
        if (!Any || endpoint is FileHandleEndPoint)
            return endpoint;

        if (Match(endpoint) is not { } match)
            throw new InvalidOperationException($"The app listens on {endpoint}, and its supervisor has no socket for it. Add it to --urls, or take it out of the app.");

        _notYetUsed.Remove(match, out var descriptor);
        return new FileHandleEndPoint((ulong)descriptor, FileHandleType.Auto);
    }

    // Endpoints that are written down in code or in the section Kestrel come with settings of their own, TLS among them,
    // and win over URLs. They keep these settings and get the socket that fits best.
    private EndPoint? Match(EndPoint endpoint) =>
        _notYetUsed.Keys.FirstOrDefault(endpoint.Equals)
        ?? _notYetUsed.Keys.FirstOrDefault(other => (endpoint as IPEndPoint)?.Port == (other as IPEndPoint)?.Port)
        ?? _notYetUsed.Keys.FirstOrDefault();
}
