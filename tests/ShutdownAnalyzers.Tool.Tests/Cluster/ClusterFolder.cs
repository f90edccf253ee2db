using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ShutdownAnalyzers.Tool.Tests.Cluster;

/// <summary>What a command wrote, and how it ended.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Errors);

/// <summary>A folder in which one cluster runs, and the command line in it.</summary>
internal sealed partial class ClusterFolder : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    public const int SIGHUP = 1;
    public const int SIGINT = 2;
    public const int SIGKILL = 9;
    public const int SIGUSR2 = 12;
    public const int SIGTERM = 15;
    public const int SIGCONT = 18;
    public const int SIGSTOP = 19;
    public const int SIGTTIN = 21;
    public const int SIGTTOU = 22;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cl-"); // A socket's path may not be long.

    /// <summary>Variables that the commands get on top of the test's own.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    public static string App { get; } = BuiltAssembly("ClusterTestApp", "ClusterTestApp");

    /// <summary>The command line's assembly.</summary>
    public string Tool { get; init; } = BuiltTool;

    public static string BuiltTool { get; } = BuiltAssembly("ShutdownAnalyzers.Tool", "dotnet-shutdown");

    public string PathOf(string file) => Path.Combine(_folder.FullName, file);

    /// <summary>The daemon's process id.</summary>
    public int Supervisor => int.Parse(File.ReadAllText(PathOf("shutdown.pid")));

    public string Log => File.ReadAllText(PathOf("cluster.log"));

    public IPEndPoint Server => IPEndPoint.Parse(new Uri(Urls[0]).Authority);

    /// <summary>Where the workers listen, as they have printed it: through the supervisor, so it can come after the end of the start.</summary>
    public string[] Urls
    {
        get
        {
            var printed = Match.Empty;
            Assert.True(SpinWait.SpinUntil(() => (printed = Listening().Match(File.ReadAllText(PathOf("stdout.log")))).Success, s_patience), "No worker has printed where it listens.");
            return printed.Groups[1].Value.Split(' ');
        }
    }

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

    /// <summary>Deploys one worker, which gets a new variable, in the place of two; every step is as it should be.</summary>
    public async Task ReplaceTwoWorkersByOneAsync()
    {
        Environment["GREETING"] = "hola";

        Assert.Equal(
            new CommandResult(
                0,
                "",
                """
                SpawnNew. booting: 1, online: 2, dying: 0, new_online: 0
                NewOnline. booting: 0, online: 2, dying: 0, new_online: 1
                ShutdownOld. booting: 0, online: 1, dying: 1, new_online: 1
                ShutdownOld. booting: 0, online: 0, dying: 2, new_online: 1
                OldExit. booting: 0, online: 0, dying: 1, new_online: 1
                OldExit. booting: 0, online: 0, dying: 0, new_online: 1
                done

                """),
            await RunAsync("deploy", "--worker-count", "1"));
        Assert.Equal("hola", await GetAsync("/variable?name=GREETING"));
        Assert.Equal("0", await GetAsync("/number"));
    }

    /// <summary>Starts <c>dotnet-shutdown cluster</c>.</summary>
    public Process Start(params string[] arguments) => StartDotnet([Tool, "cluster", .. arguments]);

    /// <summary>Copies the app into the folder, to be started, and spoilt, there.</summary>
    /// <returns>The copy's path.</returns>
    public string CopyApp(string folder = "")
    {
        var copy = Directory.CreateDirectory(PathOf(folder)).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(App)!))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        return Path.Combine(copy, Path.GetFileName(App));
    }

    /// <summary>Starts the app itself.</summary>
    public Process StartApp(params string[] arguments) => StartDotnet([App, .. arguments]);

    private Process StartDotnet(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
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
    public Task UntilAsync(Func<bool> condition, string what) => UntilAsync(() => Task.FromResult(condition()), what);

    public async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(started) > s_patience)
                Assert.Fail($"{what} did not come about. Log:\n{Log}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until the log has these lines, one after another.</summary>
    public Task UntilLoggedAsync(params string[] lines)
    {
        var text = $"\n{string.Join('\n', lines)}\n";
        return UntilAsync(() => $"\n{Log}".Contains(text, StringComparison.Ordinal), text);
    }

    public async Task<int[]> PidsAsync() => [.. (await WorkersAsync()).Select(static worker => worker.GetProperty("pid").GetInt32())];

    /// <summary>What <c>status --json</c> says of each worker.</summary>
    public async Task<JsonElement[]> WorkersAsync() =>
        [.. JsonDocument.Parse((await RunAsync("status", "--json")).Output).RootElement.GetProperty("workers").EnumerateArray()];

    public async Task KillWorkerAsync(int number) =>
        Signal((await WorkersAsync()).Single(worker => worker.GetProperty("number").GetInt32() == number).GetProperty("pid").GetInt32(), SIGKILL);

    /// <summary>Stops a process, and waits until none of its threads does anything.</summary>
    public Task FreezeAsync(int process)
    {
        Signal(process, SIGSTOP);
        return UntilAsync(
            () => Directory.GetDirectories($"/proc/{process}/task").All(static thread => File.ReadAllText($"{thread}/stat").Contains(") T ", StringComparison.Ordinal)),
            $"The stop of {process}");
    }

    public static void Signal(int process, int signal) => Assert.Equal(0, Kill(process, signal));

    public async Task PostAsync(string path, HttpContent? content = null, string? server = null)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://{server ?? Server.ToString()}") };
        (await client.PostAsync(path, content, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
    }

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

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);

    [GeneratedRegex(@"listening on (.+)\n")]
    private static partial Regex Listening();
}
