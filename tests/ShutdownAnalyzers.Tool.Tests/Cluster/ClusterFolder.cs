using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace ShutdownAnalyzers.Tool.Tests.Cluster;

/// <summary>What a command wrote, and how it ended.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Errors);

/// <summary>A folder in which one cluster runs, and the command line in it.</summary>
internal sealed partial class ClusterFolder : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cl-"); // A socket's path may not be long.

    /// <summary>Variables that the commands get on top of the test's own.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    public static string App { get; } = BuiltAssembly("ClusterTestApp", "ClusterTestApp");

    private static string Tool { get; } = BuiltAssembly("ShutdownAnalyzers.Tool", "dotnet-shutdown");

    public string PathOf(string file) => Path.Combine(_folder.FullName, file);

    public string Log => File.ReadAllText(PathOf("cluster.log"));

    /// <summary>Where the workers listen, as they have printed it.</summary>
    public IPEndPoint Server => IPEndPoint.Parse(Listening().Match(File.ReadAllText(PathOf("stdout.log"))).Groups[1].Value);

    /// <summary>Starts workers on a free port.</summary>
    public Task<CommandResult> StartAsync(params string[] options) => RunAsync(["start", "--urls", "http://127.0.0.1:0", .. options, App]);

    /// <summary>Runs <c>dotnet-shutdown cluster</c> to its end.</summary>
    public async Task<CommandResult> RunAsync(params string[] arguments)
    {
        using var command = Start(arguments);
        var output = command.StandardOutput.ReadToEndAsync();
        var errors = command.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(s_patience);
        try
        {
            await command.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            command.Kill();
            Assert.Fail($"`{string.Join(' ', arguments)}` did not end. Errors: {await errors}\nLog: {Log}");
        }

        return new CommandResult(command.ExitCode, await output, await errors);
    }

    /// <summary>Starts <c>dotnet-shutdown cluster</c>.</summary>
    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Tool, "cluster", .. arguments])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Waits for a condition of the cluster.</summary>
    public async Task UntilAsync(Func<bool> condition, string what)
    {
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(started) > s_patience)
                Assert.Fail($"{what} did not come about. Log:\n{Log}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until the log has this line.</summary>
    public Task UntilLoggedAsync(string line) => UntilAsync(() => Log.Split('\n').Contains(line), $"'{line}'");

    public async Task<string> GetAsync(string path)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://{Server}") };
        return await client.GetStringAsync(path, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(PathOf("shutdown.ipc")))
            await RunAsync("stop", "--timeout", "0");
        _folder.Delete(recursive: true);
    }

    // All projects build into artifacts/bin/<project>/<configuration>.
    private static string BuiltAssembly(string project, string assembly)
    {
        var own = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, $"{assembly}.dll");
    }

    [GeneratedRegex(@"listening on http://(\S+)")]
    private static partial Regex Listening();
}
