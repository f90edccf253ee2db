using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>A URL to listen on, as Kestrel reads it.</summary>
internal sealed record ListenUrl(string Scheme, EndPoint EndPoint)
{
    private const string UnixHost = "unix:";

    /// <returns>What the URL stands for: one place, or two for <c>localhost</c>.</returns>
    /// <exception cref="ClusterException">It is none to listen on.</exception>
    public static IEnumerable<ListenUrl> Parse(string text)
    {
        var schemeEnd = text.IndexOf("://", StringComparison.Ordinal);
        var scheme = schemeEnd < 0 ? "" : text[..schemeEnd].ToLowerInvariant();
        if (scheme is not ("http" or "https"))
            throw new ClusterException($"'{text}' is no URL to listen on: it must begin with http:// or https://.");

        var host = text[(schemeEnd + 3)..].TrimEnd('/');
        return host.StartsWith(UnixHost, StringComparison.OrdinalIgnoreCase)
            ? [new ListenUrl(scheme, new UnixDomainSocketEndPoint(Path.GetFullPath(host[UnixHost.Length..])))]
            : [.. Addresses(scheme, host, text).Select(endpoint => new ListenUrl(scheme, endpoint))];
    }

    /// <summary>The URL of what it was bound to, which has a port where this one has 0.</summary>
    public string Of(EndPoint bound) => bound is UnixDomainSocketEndPoint ? $"{Scheme}://{UnixHost}{bound}" : $"{Scheme}://{bound}";

    private static IEnumerable<IPEndPoint> Addresses(string scheme, string host, string text)
    {
        var portAt = host.LastIndexOf(':') is var colon && colon > host.LastIndexOf(']') ? colon : -1;
        var port = scheme == "http" ? 80 : 443;
        if (portAt >= 0 && !(int.TryParse(host.AsSpan(portAt + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= IPEndPoint.MaxPort))
            throw new ClusterException($"'{text}' is no URL to listen on: its port is none.");

        var name = portAt < 0 ? host : host[..portAt];
        if (name.Contains('/', StringComparison.Ordinal))
            throw new ClusterException($"'{text}' is no URL to listen on: it has a path.");
        if (name.Equals("localhost", StringComparison.OrdinalIgnoreCase))
            return Socket.OSSupportsIPv6 ? [new(IPAddress.Loopback, port), new(IPAddress.IPv6Loopback, port)] : [new(IPAddress.Loopback, port)];
        if (IPAddress.TryParse(name, out var address))
            return [new(address, port)];
        return [new(Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any, port)]; // A name, * or +: everywhere, as in Kestrel.
    }
}
