using System.Net.Sockets;
using System.Text;

namespace ShutdownAnalyzers.Tool.Tests.Cluster;

/// <summary>Who speaks to the control socket, and how.</summary>
public sealed class ControlSocketTests : IAsyncDisposable
{
    private readonly ClusterFolder _folder = new();

    [Fact]
    public async Task Only_the_user_can_use_it()
    {
        await _folder.StartAsync();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.PathOf("shutdown.ipc")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.PathOf("shutdown.pid")));
    }

    [Theory]
    [InlineData("garbage\n")]
    [InlineData("[]\n")]
    [InlineData("{\"command\":17}\n")]
    public async Task Who_speaks_otherwise_is_disconnected(string text)
    {
        await _folder.StartAsync();
        using var client = Connect();

        client.Send(Encoding.UTF8.GetBytes(text));

        Assert.Equal(0, client.Receive(new byte[100]));
        Assert.Equal("workers online: 1\n", (await _folder.RunAsync("status")).Output);
    }

    [Fact]
    public async Task A_message_without_end_is_cut_off()
    {
        await _folder.StartAsync();
        using var client = Connect();
        var chunk = new byte[1024 * 1024];
        Array.Fill(chunk, (byte)'x');

        Assert.ThrowsAny<SocketException>(() =>
        {
            for (var megabyte = 0; megabyte < 100; megabyte++)
                client.Send(chunk);
        });
        Assert.Equal("workers online: 1\n", (await _folder.RunAsync("status")).Output);
    }

    [Fact]
    public async Task Two_hundred_clients_that_say_half_a_word_are_in_nobodys_way()
    {
        await _folder.StartAsync();
        var clients = Enumerable.Range(0, 200).Select(_ => Connect()).ToList();
        clients.ForEach(static client => client.Send("{\"comm"u8));

        Assert.Equal("workers online: 1\n", (await _folder.RunAsync("status")).Output);
        Assert.Equal(0, (await _folder.RunAsync("deploy")).ExitCode);
        Assert.Equal(0, (await _folder.RunAsync("stop")).ExitCode);
        clients.ForEach(static client => client.Dispose());
    }

    [Fact]
    public async Task A_deploy_outlives_the_command_that_began_it()
    {
        await _folder.StartAsync();
        using var deploy = _folder.Start("deploy");
        await _folder.UntilLoggedAsync("SpawnNew. booting: 1, online: 1, dying: 0, new_online: 0");

        deploy.Kill();

        await _folder.UntilLoggedAsync("OldExit. booting: 0, online: 0, dying: 0, new_online: 1", "Ready. booting: 0, online: 1, dying: 0, new_online: 0");
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    private Socket Connect()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(_folder.PathOf("shutdown.ipc")));
        return socket;
    }
}
