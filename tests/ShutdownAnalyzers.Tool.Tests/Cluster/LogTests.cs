using System.IO.Compression;
using System.Text;

namespace ShutdownAnalyzers.Tool.Tests.Cluster;

/// <summary>What the workers write, down to the byte.</summary>
public sealed class LogTests : IAsyncDisposable
{
    private readonly ClusterFolder _folder = new();

    [Fact]
    public async Task The_parts_and_the_file_together_are_what_was_written()
    {
        await _folder.StartAsync("--max-log-size", "50000", "--stdout", "logs/out.log");
        await _folder.UntilAsync(() => Written().Length > 0, "The worker's first line");
        var server = Encoding.UTF8.GetString(Written());
        var printed = string.Concat(Enumerable.Range(0, 20_000).Select(static line => $"line {line} äöü {new string('x', line % 100)}\n"));

        await _folder.PostAsync("/print", new StringContent(printed), server.Split("http://")[1].Trim());
        await _folder.RunAsync("stop");

        Assert.Equal(server + printed, Encoding.UTF8.GetString(Written()));
        var parts = Directory.GetFiles(_folder.PathOf("logs"), "out-*.log.gz").Order(StringComparer.Ordinal).Select(Unzip).ToArray();
        Assert.True(parts.Length > 10, $"There are {parts.Length} parts.");
        Assert.All(parts, static part => Assert.Equal((byte)'\n', part[^1]));
        Assert.All(parts, static part => Assert.InRange(part.Length, 50_000, 150_000));
    }

    [Fact]
    public async Task A_log_can_be_thrown_away()
    {
        var start = await _folder.RunAsync("start", "--urls", "http://127.0.0.1:0", "--log", "/dev/null", "--stdout", "/dev/null", "--stderr", "/dev/null", ClusterFolder.App);

        Assert.Equal((0, "workers online: 1\n"), (start.ExitCode, start.Output));
        Assert.Empty(Directory.GetFiles(_folder.PathOf(""), "*.log"));
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    private byte[] Written()
    {
        var folder = Directory.CreateDirectory(_folder.PathOf("logs")).FullName;
        var parts = Directory.GetFiles(folder, "out-*.log.gz").Order(StringComparer.Ordinal).SelectMany(Unzip);
        return [.. parts, .. File.Exists(Path.Combine(folder, "out.log")) ? File.ReadAllBytes(Path.Combine(folder, "out.log")) : []];
    }

    private static byte[] Unzip(string file)
    {
        using var unzipped = new MemoryStream();
        using var gzip = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        gzip.CopyTo(unzipped);
        return unzipped.ToArray();
    }
}
