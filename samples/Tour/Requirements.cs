using System.Net;
using System.Net.Sockets;

namespace Tour;

/// <summary>What must hold before the tour starts, checked first so that nothing is left half-done.</summary>
internal static class Requirements
{
    /// <exception cref="TourException">No file can be made in the folder.</exception>
    public static void CanWriteTo(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            File.Create(Path.Combine(folder, Path.GetRandomFileName()), bufferSize: 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TourException($"The packages cannot be written to {folder}: {e.Message} Make the folder writable, or move what stands in its way.");
        }
    }

    /// <param name="port">0 asks for no port in particular.</param>
    /// <exception cref="TourException">Something listens on the port, or this user may not.</exception>
    public static void CanListenOn(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
        }
        catch (SocketException e)
        {
            throw new TourException($"The shop cannot listen on 127.0.0.1:{port}: {e.Message}. Name another port, or leave --port out to take a free one.");
        }
    }
}
