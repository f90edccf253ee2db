using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace ShutdownAnalyzers.Load;

/// <summary>An app in a process of its own; a web app on a loopback port.</summary>
public sealed partial class AppProcess : IDisposable
{
    private static readonly TimeSpan s_longestStart = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_longestStop = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly List<string> _output = [];
    private readonly TaskCompletionSource<IPEndPoint> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private AppProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Where the app listens.</summary>
    public IPEndPoint Server => _listening.Task.Result;

    public int Id => _process.Id;

    /// <summary>What the app has written so far, both streams.</summary>
    public string Output
    {
        get { lock (_output) return string.Join(Environment.NewLine, _output); }
    }

    public bool HasExited => _process.HasExited;

    /// <summary>Starts the app and waits until it listens.</summary>
    /// <param name="assembly">Path of the app's built .dll.</param>
    /// <param name="port">Loopback port to listen on; 0 takes a free one.</param>
    /// <param name="cancellation">Gives up, and ends the app at once.</param>
    /// <param name="arguments">Further arguments; ASP.NET Core reads <c>--Section:Key=value</c> as configuration.</param>
    /// <exception cref="AppFailedException">The app ended, or did not listen in time; the message holds its output.</exception>
    public static async Task<AppProcess> StartAsync(string assembly, int port, CancellationToken cancellation, params IEnumerable<string> arguments)
    {
        var app = Start(assembly, [$"--urls=http://127.0.0.1:{port}", .. arguments]);

        try
        {
            await app.ListeningAsync(cancellation);
            return app;
        }
        catch
        {
            app.Dispose();
            throw;
        }
    }

    /// <summary>Starts an app that need not listen.</summary>
    /// <param name="assembly">Path of the app's built .dll.</param>
    /// <param name="arguments">Its arguments.</param>
    public static AppProcess Start(string assembly, params IEnumerable<string> arguments) =>
        StartCommand("dotnet", Path.GetDirectoryName(assembly)!, [assembly, .. arguments]);

    /// <summary>Starts any other command: a proxy before the app, or what the app is started by.</summary>
    /// <param name="command">Its name or path.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="arguments">Its arguments.</param>
    public static AppProcess StartCommand(string command, string folder, params IEnumerable<string> arguments) =>
        new(new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });

    /// <summary>Runs any other command to its end.</summary>
    /// <exception cref="AppFailedException">It failed; the message holds its output.</exception>
    public static async Task RunCommandAsync(string command, string folder, CancellationToken cancellation, params IEnumerable<string> arguments)
    {
        using var process = StartCommand(command, folder, arguments);
        if (await process.WaitForExitAsync(cancellation) is not 0 and var code)
            throw new AppFailedException($"`{command} {string.Join(' ', arguments)}` ended with code {code}:{Environment.NewLine}{process.Output}");
    }

    /// <summary>Waits until the app has written that it listens.</summary>
    /// <exception cref="AppFailedException">The app ended, or did not listen in time; the message holds its output.</exception>
    public async Task ListeningAsync(CancellationToken cancellation)
    {
        var ended = _process.WaitForExitAsync();
        if (await Task.WhenAny(_listening.Task, ended).WaitAsync(s_longestStart, cancellation) == ended)
            throw new AppFailedException($"`{_process.StartInfo.FileName} {string.Join(' ', _process.StartInfo.ArgumentList)}` ended with code {_process.ExitCode} before it listened:{Environment.NewLine}{Output}");
    }

    /// <summary>Waits until the app has written this text.</summary>
    /// <exception cref="AppFailedException">It did not in time; the message holds its output.</exception>
    public async Task WaitForOutputAsync(string text, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!Output.Contains(text, StringComparison.Ordinal))
        {
            if (Stopwatch.GetElapsedTime(started) > s_longestStart)
                throw new AppFailedException($"'{text}' was not written within {s_longestStart.TotalSeconds} s:{Environment.NewLine}{Output}");

            await poll.WaitForNextTickAsync(cancellation);
        }
    }

    public void Terminate() => Signal(PosixSignal.SIGTERM);

    public void Signal(PosixSignal signal) => Signal(signal, _process.Id);

    /// <summary>Sends the signal to the process that the one started has started in turn, its only child.</summary>
    public void SignalChild(PosixSignal signal) => Signal(signal, int.Parse(File.ReadAllText($"/proc/{_process.Id}/task/{_process.Id}/children")));

    /// <returns>The exit code.</returns>
    /// <exception cref="AppFailedException">The app is still there long after the signal; the message holds its output.</exception>
    public async Task<int> WaitForExitAsync(CancellationToken cancellation)
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(s_longestStop, cancellation);
            return _process.ExitCode;
        }
        catch (TimeoutException)
        {
            throw new AppFailedException($"Process {_process.Id} did not end within {s_longestStop.TotalSeconds} s of the signal:{Environment.NewLine}{Output}");
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (_output) _output.Add(line);
        if (ListeningOn().Match(line) is { Success: true } match)
            _listening.TrySetResult(IPEndPoint.Parse(match.Groups[1].Value));
    }

    private static void Signal(PosixSignal signal, int process)
    {
        if (Kill(process, Number(signal)) != 0)
            throw new AppFailedException($"{signal} could not be sent to process {process}: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    private static int Number(PosixSignal signal) => signal switch
    {
        PosixSignal.SIGHUP => 1,
        PosixSignal.SIGINT => 2,
        PosixSignal.SIGQUIT => 3,
        PosixSignal.SIGTERM => 15,
        _ => throw new ArgumentOutOfRangeException(nameof(signal)),
    };

    [GeneratedRegex(@"Now listening on: http://(\S+)")]
    private static partial Regex ListeningOn();

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
