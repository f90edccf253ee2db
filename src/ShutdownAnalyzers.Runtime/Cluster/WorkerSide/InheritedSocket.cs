using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>A listening socket of the supervisor, and the URL it was bound for.</summary>
internal sealed record InheritedSocket(int Descriptor, string Url)
{
    public static InheritedSocket Parse(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return new(int.Parse(text.AsSpan(0, equals), NumberStyles.None, CultureInfo.InvariantCulture), text[(equals + 1)..]);
    }

    public override string ToString() => $"{Descriptor.ToString(CultureInfo.InvariantCulture)}={Url}";

    /// <summary>What it is bound to.</summary>
    public EndPoint BoundTo
    {
        get
        {
            // Not owned: disposing an owned listening socket would reset the linger of all who share it.
            using var socket = new Socket(new SafeSocketHandle(Descriptor, ownsHandle: false));
            return socket.LocalEndPoint!;
        }
    }
}
