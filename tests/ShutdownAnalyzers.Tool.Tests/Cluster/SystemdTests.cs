using System.Net.Sockets;
using System.Text;

namespace ShutdownAnalyzers.Tool.Tests.Cluster;

/// <summary>What systemd hears of a supervisor that it has started.</summary>
public sealed class SystemdTests : IAsyncDisposable
{
    private readonly ClusterFolder _folder = new();

    [Fact]
    public async Task It_hears_when_the_workers_are_online_that_the_supervisor_lives_and_when_it_stops()
    {
        using var notifications = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 60_000 };
        notifications.Bind(new UnixDomainSocketEndPoint(_folder.PathOf("notify")));
        _folder.Environment["NOTIFY_SOCKET"] = _folder.PathOf("notify");
        _folder.Environment["WATCHDOG_USEC"] = "200000";
        using var supervisor = _folder.Start("start", "--urls", "http://127.0.0.1:0", "--daemon-mode", "false", ClusterFolder.App);

        Assert.Equal("READY=1", Receive());
        Assert.Equal("WATCHDOG=1", Receive());
        Assert.Equal("", await _folder.GetAsync("/variable?name=NOTIFY_SOCKET"));
        var last = Task.Run(LastWord, TestContext.Current.CancellationToken); // Who does not read is not told: the supervisor never waits.
        Assert.Equal(0, (await _folder.RunAsync("stop")).ExitCode);
        Assert.Equal("STOPPING=1", await last);

        string LastWord()
        {
            var said = Receive();
            while (said == "WATCHDOG=1")
                said = Receive();
            return said;
        }

        string Receive()
        {
            var buffer = new byte[100];
            return Encoding.UTF8.GetString(buffer, 0, notifications.Receive(buffer));
        }
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();
}
