using System.Net;
using System.Net.Sockets;
using Tour;

namespace ShutdownAnalyzers.EndToEnd.Tour;

/// <summary>What stands in the tour's way is named before anything has been done.</summary>
public sealed class RequirementsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("shutdown-tour-");

    [Fact]
    public void A_folder_that_can_be_written_to_is_made_and_left_empty()
    {
        var packages = Path.Combine(_folder.FullName, "artifacts", "packages");

        Requirements.CanWriteTo(packages);

        Assert.Empty(Directory.EnumerateFileSystemEntries(packages));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named()
    {
        var packages = Path.Combine(_folder.FullName, "packages");
        File.WriteAllText(packages, "in the way");

        var refusal = Assert.Throws<TourException>(() => Requirements.CanWriteTo(packages));

        Assert.Contains(packages, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_in_use_is_named()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var refusal = Assert.Throws<TourException>(() => Requirements.CanListenOn(port));

        Assert.Contains($"127.0.0.1:{port}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_free_port_is_fine() => Requirements.CanListenOn(0);

    public void Dispose() => _folder.Delete(recursive: true);
}
