using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ShutdownAnalyzers.Tool.Tests.Cluster;

/// <summary>A supervisor whose sockets systemd has opened, by systemd's own tool.</summary>
public sealed class SocketActivationTests : IAsyncDisposable
{
    private const string Tool = "systemd-socket-activate";

    private readonly ClusterFolder _folder = new();

    [Fact]
    public async Task The_workers_serve_what_systemd_listens_on_and_what_the_urls_add()
    {
        Require();
        var port = FreePort();
        using var systemd = Process.Start(new ProcessStartInfo(Tool,
        [
            "--listen", $"127.0.0.1:{port}", "--listen", _folder.PathOf("app.sock"), "dotnet", ClusterFolder.BuiltTool, "cluster",
            "start", "--daemon-mode", "false", "--urls", "http://[::1]:0", "--stderr", "-", ClusterFolder.App,
        ])
        { WorkingDirectory = _folder.PathOf(""), RedirectStandardError = true })!;
        _ = systemd.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);

        await _folder.UntilAsync(() => CanConnect(new IPEndPoint(IPAddress.Loopback, port)), "A socket to connect to");
        Assert.Equal("hello", await GetAsync($"http://127.0.0.1:{port}/")); // The first of them starts the supervisor.
        Assert.StartsWith("http://[::1]:", _folder.Urls[0]);
        Assert.Equal([$"http://127.0.0.1:{port}", $"http://unix:{_folder.PathOf("app.sock")}"], _folder.Urls[1..]);
        Assert.Equal("", await GetAsync($"http://127.0.0.1:{port}/variable?name=LISTEN_FDS"));
        Assert.Equal(0, (await _folder.RunAsync("deploy")).ExitCode);
        Assert.Equal("hello", await GetAsync(_folder.Urls[0]));

        Assert.Equal(0, (await _folder.RunAsync("stop")).ExitCode);
        await systemd.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, systemd.ExitCode);
        Assert.True(File.Exists(_folder.PathOf("app.sock")), "systemd's socket is removed, and nobody can connect to it again.");
    }

    [Fact]
    public async Task A_daemon_would_not_have_them()
    {
        Require();
        var port = FreePort();
        using var systemd = Process.Start(new ProcessStartInfo(Tool,
            ["--listen", $"127.0.0.1:{port}", "dotnet", ClusterFolder.BuiltTool, "cluster", "start", ClusterFolder.App])
        { WorkingDirectory = _folder.PathOf(""), RedirectStandardError = true })!;
        var errors = systemd.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);

        await _folder.UntilAsync(() => CanConnect(new IPEndPoint(IPAddress.Loopback, port)), "A socket to connect to");

        Assert.Contains("they need --daemon-mode false", await errors);
        await systemd.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, systemd.ExitCode);
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    private static void Require()
    {
        if ((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(static folder => File.Exists(Path.Combine(folder, Tool))))
            return;

        if (Environment.GetEnvironmentVariable("SHUTDOWN_REQUIRE_SYSTEMD") == "1")
            Assert.Fail($"{Tool} is not installed, and SHUTDOWN_REQUIRE_SYSTEMD=1 says that it must be.");
        Assert.Skip($"{Tool} is not installed: apt-get install systemd");
    }

    private static async Task<string> GetAsync(string url)
    {
        using var client = new HttpClient();
        return await client.GetStringAsync(url, TestContext.Current.CancellationToken);
    }

    private static bool CanConnect(IPEndPoint server)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(server);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
