using System.Diagnostics;
using System.IO.Compression;

namespace ShutdownAnalyzers.Tool.Tests.Cluster;

/// <summary>Logs for which there is no room.</summary>
public sealed class FullDiskTests : IAsyncDisposable
{
    private readonly ClusterFolder _folder = new();

    [Fact]
    public async Task A_full_device_stops_neither_the_workers_nor_the_supervisor()
    {
        await _folder.StartAsync("--stderr", "/dev/full", "--log", "/dev/full");

        await _folder.PostAsync("/print?stream=errors", new StringContent(Lines("line", 20_000)));

        Assert.Equal("hello", await _folder.GetAsync("/"));
        Assert.Equal(0, (await _folder.RunAsync("deploy")).ExitCode);
    }

    [Fact]
    public async Task What_is_written_once_there_is_room_again_is_whole()
    {
        var disk = Directory.CreateDirectory(_folder.PathOf("disk")).FullName;
        Assert.SkipUnless(Run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk), "This user may not mount a small disk.");
        try
        {
            await _folder.StartAsync("--stderr", "disk/errors.log", "--max-log-size", "40000");

            await _folder.PostAsync("/print?stream=errors", new StringContent(Lines("before", 20_000)));
            Assert.Equal("hello", await _folder.GetAsync("/"));
            Assert.True(Run("mount", "-o", "remount,size=16m", disk));
            await _folder.PostAsync("/print?stream=errors", new StringContent(Lines("after", 5_000)));
            await _folder.RunAsync("stop");

            var written = string.Concat(Directory.GetFiles(disk, "errors*").Order(StringComparer.Ordinal).Select(Read));
            Assert.EndsWith(Lines("after", 5_000), written);
            Assert.All(written.TrimEnd('\n').Split('\n'), static line => Assert.Matches("^(before|after) [0-9]+ x{50}$", line));
        }
        finally
        {
            await _folder.RunAsync("stop", "--timeout", "0");
            Assert.True(Run("umount", disk));
        }
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    private static string Lines(string word, int count) => string.Concat(Enumerable.Range(0, count).Select(line => $"{word} {line} {new string('x', 50)}\n"));

    private static string Read(string file)
    {
        using Stream content = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(File.OpenRead(file), CompressionMode.Decompress) : File.OpenRead(file);
        using var text = new StreamReader(content);
        return text.ReadToEnd();
    }

    private static bool Run(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
