using System.Net;
using System.Net.Sockets;

namespace ShutdownAnalyzers.Load;

/// <summary>Where apps under load listen: on this machine only.</summary>
public static class Loopback
{
    /// <summary>A loopback port that is free, and that the kernel gives to no outgoing connection while its app is restarted.</summary>
    public static int FreePort()
    {
        while (true)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                var port = Random.Shared.Next(20_000, 32_000);
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
                // Taken: the next one.
            }
        }
    }
}
