using System.Diagnostics;

namespace ShutdownAnalyzers.Tool.Tests.Cluster;

/// <summary>Another user of the same machine, who has found the control socket.</summary>
public sealed class OtherUserTests : IAsyncDisposable
{
    private const string SendStop = """
        use IO::Socket::UNIX;
        $SIG{PIPE} = 'IGNORE';
        my $socket = IO::Socket::UNIX->new(Peer => $ARGV[0]) or do { print "$!"; exit };
        print $socket qq({"command":"stop"}\n);
        $socket->flush;
        print <$socket> // 'no answer';
        """;

    private readonly ClusterFolder _folder = new();

    [Fact]
    public async Task He_may_not_connect_and_if_he_can_he_is_not_obeyed()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can be another user.");
        await _folder.StartAsync();
        const UnixFileMode everybody = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(_folder.PathOf(""), everybody);

        Assert.Equal("Permission denied", await StopAsNobodyAsync());
        File.SetUnixFileMode(_folder.PathOf("shutdown.ipc"), everybody);
        Assert.Equal("no answer", await StopAsNobodyAsync());

        Assert.Equal("workers online: 1\n", (await _folder.RunAsync("status")).Output);
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    private async Task<string> StopAsNobodyAsync()
    {
        using var client = Process.Start(new ProcessStartInfo("setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", "perl", "-e", SendStop, _folder.PathOf("shutdown.ipc")])
        {
            RedirectStandardOutput = true,
        })!;
        return await client.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
