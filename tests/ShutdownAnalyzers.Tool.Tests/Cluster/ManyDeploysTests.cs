using System.Net.Sockets;

namespace ShutdownAnalyzers.Tool.Tests.Cluster;

/// <summary>A supervisor that has deployed again and again.</summary>
public sealed class ManyDeploysTests(ITestOutputHelper output) : IAsyncDisposable
{
    private const int ToWarmUp = 10;
    private const int Deploys = 50;
    private const int Megabyte = 1024;

    private readonly ClusterFolder _folder = new();

    [Fact]
    public async Task Nothing_is_left_over()
    {
        await _folder.StartAsync();
        await DeployAsync(ToWarmUp);
        var (descriptors, threads, memory) = (Descriptors(), Threads(), Memory());

        await DeployAsync(Deploys);

        output.WriteLine($"before: {descriptors} descriptors, {threads} threads, {memory} kB; after {Deploys} deploys: {Descriptors()}, {Threads()}, {Memory()} kB");
        await _folder.UntilAsync(() => Descriptors() <= descriptors, "As many pipes and sockets as before");
        Assert.Single(Children());
        Assert.InRange(Threads(), 0, threads + 3); // The pool's may be some more.
        Assert.InRange(Memory(), 0, memory + (10 * Megabyte));
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    // Without a command's process for each.
    private async Task DeployAsync(int times)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(_folder.PathOf("shutdown.ipc")), TestContext.Current.CancellationToken);
        await using var stream = new NetworkStream(socket);
        using var answers = new StreamReader(stream);
        for (var deploy = 0; deploy < times; deploy++)
        {
            await stream.WriteAsync("{\"command\":\"deploy\"}\n"u8.ToArray(), TestContext.Current.CancellationToken);
            string? answer;
            while ((answer = await answers.ReadLineAsync(TestContext.Current.CancellationToken)) is not null && !answer.Contains("exitCode", StringComparison.Ordinal))
            {
                // How it goes on.
            }

            Assert.Equal("""{"progress":"done","exitCode":0}""", answer);
        }
    }

    // Each of a thread that has started it, or has inherited it from one that has ended.
    private IEnumerable<string> Children() => Directory.GetDirectories($"/proc/{_folder.Supervisor}/task")
        .SelectMany(static thread => File.ReadAllText($"{thread}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private int Descriptors() => Directory.GetFileSystemEntries($"/proc/{_folder.Supervisor}/fd")
        .Count(static link => new FileInfo(link).LinkTarget is { } target && (target.StartsWith("pipe:", StringComparison.Ordinal) || target.StartsWith("socket:", StringComparison.Ordinal)));

    private int Threads() => NumberIn("Threads:");

    private int Memory() => NumberIn("VmRSS:");

    private int NumberIn(string field) => int.Parse(
        File.ReadLines($"/proc/{_folder.Supervisor}/status").Single(line => line.StartsWith(field, StringComparison.Ordinal))[field.Length..].Replace("kB", "", StringComparison.Ordinal));
}
