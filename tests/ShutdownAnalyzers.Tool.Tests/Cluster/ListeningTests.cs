using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ShutdownAnalyzers.Tool.Tests.Cluster;

/// <summary>The sockets that workers inherit.</summary>
public sealed class ListeningTests : IAsyncDisposable
{
    private readonly ClusterFolder _folder = new();

    [Fact]
    public async Task Workers_listen_on_all_that_the_supervisor_has_bound_and_not_on_their_own_urls()
    {
        _folder.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:1";
        await _folder.RunAsync(
            "start", "--worker-count", "2", "--urls", $"http://127.0.0.1:0;http://[::1]:0;http://unix:{_folder.PathOf("app.sock")}", ClusterFolder.App, "--urls", "http://127.0.0.1:2");

        string[] urls = [.. _folder.Urls];

        Assert.Equal(3, urls.Length);
        Assert.StartsWith("http://127.0.0.1:", urls[0]);
        Assert.StartsWith("http://[::1]:", urls[1]);
        Assert.Equal($"http://unix:{_folder.PathOf("app.sock")}", urls[2]);
        using var client = new HttpClient();
        Assert.Equal("hello", await client.GetStringAsync(urls[0], TestContext.Current.CancellationToken));
        Assert.Equal("hello", await client.GetStringAsync(urls[1], TestContext.Current.CancellationToken));
        using var overUnix = new HttpClient(new SocketsHttpHandler { ConnectCallback = ConnectToUnixSocket });
        Assert.Equal("hello", await overUnix.GetStringAsync("http://localhost/", TestContext.Current.CancellationToken));

        Assert.Equal(0, (await _folder.RunAsync("deploy")).ExitCode);
        Assert.Equal("hello", await overUnix.GetStringAsync("http://localhost/", TestContext.Current.CancellationToken));
        await _folder.RunAsync("stop");
        Assert.False(File.Exists(_folder.PathOf("app.sock")), "The app's socket is left.");
    }

    [Fact]
    public async Task HTTPS_and_HTTP_2_work_and_outlive_a_deploy()
    {
        await File.WriteAllBytesAsync(_folder.PathOf("app.pfx"), Certificate(), TestContext.Current.CancellationToken);
        _folder.Environment["Kestrel__Certificates__Default__Path"] = _folder.PathOf("app.pfx");
        await _folder.RunAsync("start", "--urls", "https://127.0.0.1:0", ClusterFolder.App);
        var url = _folder.Urls.Single();
        using var client = new HttpClient(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = static (_, _, _, _) => true } })
        {
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        Assert.Equal("hello", await client.GetStringAsync(url, TestContext.Current.CancellationToken));
        var slow = client.GetStringAsync($"{url}/slow?ms=2000", TestContext.Current.CancellationToken);
        Assert.Equal(0, (await _folder.RunAsync("deploy")).ExitCode);

        Assert.Equal("slow", await slow);
        Assert.Equal("hello", await client.GetStringAsync(url, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_endpoint_written_in_code_gets_the_socket_of_its_port()
    {
        _folder.Environment["LISTEN"] = "1";

        await _folder.StartAsync();

        Assert.Equal("hello", await _folder.GetAsync("/"));
    }

    [Fact]
    public async Task A_worker_and_its_children_have_only_what_they_need()
    {
        await _folder.StartAsync("--worker-count", "2");

        var worker = SocketsOf(await _folder.GetAsync("/descriptors"));
        var child = SocketsOf(await _folder.GetAsync("/descriptors-of-child"));

        // Its end of the channel, the listening socket, and the connection that asks.
        Assert.InRange(worker, 3, 4);
        Assert.Equal(0, child);
        Assert.Equal("", await _folder.GetAsync("/variable?name=SHUTDOWN_WORKER_CHANNEL"));
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    private static int SocketsOf(string descriptors) => descriptors.Split("socket:").Length - 1;

    private async ValueTask<Stream> ConnectToUnixSocket(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(_folder.PathOf("app.sock")), cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private static byte[] Certificate()
    {
        using var key = RSA.Create();
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return certificate.Export(X509ContentType.Pfx);
    }
}
