using System.CommandLine;
using System.CommandLine.Parsing;
using ShutdownAnalyzers.Runtime;
using ShutdownAnalyzers.Runtime.Cluster;

namespace ShutdownAnalyzers.Tool.Cluster;

/// <summary>Starts a cluster, as a daemon or in the foreground.</summary>
internal static class StartCommand
{
    public const string Name = "start";

    private static readonly ClusterOptions s_defaults = new();

    private static readonly Option<string> s_urls = OptionOf("--urls", ClusterOptions.DefaultUrl, "What the supervisor listens on; several with ';'.");
    private static readonly Option<int> s_workerCount = WorkerCountOption.Create(s_defaults.WorkerCount, "How many workers; auto for as many as processors.");
    private static readonly Option<string> s_ipcFile = OptionOf("--ipc-file", s_defaults.IpcFile, "The socket on which the supervisor takes commands.");
    private static readonly Option<string> s_pidFile = OptionOf("--pid-file", s_defaults.PidFile, "Where the supervisor writes its process id.");
    private static readonly Option<string> s_log = OptionOf("--log", s_defaults.Log, "The log of events.");
    private static readonly Option<string> s_stdout = OptionOf("--stdout", s_defaults.Stdout, "The workers' standard output; - passes it through in the foreground.");
    private static readonly Option<string> s_stderr = OptionOf("--stderr", s_defaults.Stderr, "The workers' standard error; - passes it through in the foreground.");
    private static readonly Option<long> s_maxLogSize = OptionOf("--max-log-size", s_defaults.MaxLogSize, "The bytes above which a log is renamed, gzipped and begun anew.");
    private static readonly Option<string> s_cwd = OptionOf("--cwd", s_defaults.WorkingDirectory, "The folder in which the workers run.");
    private static readonly Option<bool> s_daemonMode = OptionOf("--daemon-mode", true, "Whether the supervisor leaves the terminal, or blocks.");
    private static readonly Option<bool> s_removeOldIpc = OptionOf("--remove-old-ipc", false, "Whether to go on when a dead supervisor has left its ipc-file.");
    private static readonly Option<string> s_dotnetArgs = OptionOf("--dotnet-args", "", "Arguments for dotnet, before the .dll.");
    private static readonly Option<OnlineWhen> s_onlineWhen = OptionOf("--online-when", OnlineWhen.Told, "When a worker is online: when it has told so, or, without AddGracefulShutdown, when it is listening on what it gets as from systemd.");
    private static readonly Option<double> s_onlineTimeout = OptionOf("--online-timeout", s_defaults.OnlineTimeout.TotalSeconds, "The seconds until a worker must be online.");
    private static readonly Option<double> s_shutdownTimeout = OptionOf("--shutdown-timeout", s_defaults.ShutdownTimeout.TotalSeconds, "The seconds after which a worker that shuts down is killed.");
    private static readonly Option<int> s_maxRestarts = OptionOf("--max-restarts", s_defaults.MaxRestarts, "How often in a row a worker is started again without having lived for a minute.");
    private static readonly Option<double> s_heartbeat = OptionOf("--heartbeat", 0.0, "The seconds after which a worker that answers nothing is killed and replaced; 0 for never.");
    private static readonly Option<bool> s_balance = OptionOf("--balance", s_defaults.BalanceConnections, "Whether the workers spread their connections evenly.");
    private static readonly Option<long> s_maxMemory = SizeOption.Create("--max-memory", "The bytes (K, M, G) of memory above which a worker is replaced.");
    private static readonly Option<double> s_maxLifetime = OptionOf("--max-lifetime", 0.0, "The seconds after which a worker is replaced; 0 for never.");
    private static readonly Option<long> s_maxRequests = OptionOf("--max-requests", 0L, "The requests after which a worker is replaced; 0 for never.");
    private static readonly Option<bool> s_json = new("--json") { Description = "Prints the status as JSON.", Arity = ArgumentArity.Zero };
    private static readonly Argument<string> s_app = Arguments.Named("APP", "An executable, or a .dll for dotnet.");
    private static readonly Argument<string[]> s_appOptions = new("app-options") { Description = "The app's own arguments.", Arity = ArgumentArity.ZeroOrMore };

    public static IReadOnlyList<Option> Options { get; } =
    [
        s_urls, s_workerCount, s_ipcFile, s_pidFile, s_log, s_stdout, s_stderr, s_maxLogSize, s_cwd, s_daemonMode, s_removeOldIpc,
        s_dotnetArgs, s_onlineWhen, s_onlineTimeout, s_shutdownTimeout, s_maxRestarts, s_heartbeat, s_balance, s_maxMemory, s_maxLifetime, s_maxRequests, s_json,
    ];

    public static Command Create()
    {
        var command = new Command(Name, "Starts an app as a cluster of workers.") { s_app, s_appOptions };
        foreach (var option in Options)
            command.Options.Add(option);
        command.Validators.Add(FindContradictions);
        command.SetAction(static parsed => RunAsync(parsed));
        return command;
    }

    private static void FindContradictions(CommandResult command)
    {
        if (command.GetResult(s_daemonMode)?.GetValueOrDefault<bool>() ?? true)
        {
            if (new[] { s_log, s_stdout, s_stderr }.FirstOrDefault(log => command.GetValue(log) == "-") is { } passedThrough)
                command.AddError($"'{passedThrough.Name} -' passes through to a terminal that a daemon has left: it needs --daemon-mode false.");
            if (SystemdSockets.AreHere)
                command.AddError("systemd has passed sockets to this process, which a daemon of its own would not have: they need --daemon-mode false.");
        }

        if (command.GetValue(s_onlineWhen) == OnlineWhen.Listening)
        {
            if (!OperatingSystem.IsLinux())
                command.AddError("'--online-when listening' looks into /proc, which only Linux has.");
            if (new Option[] { s_heartbeat, s_maxRequests }.FirstOrDefault(option => command.GetResult(option) is { Implicit: false }) is { } unanswered)
                command.AddError($"'{unanswered.Name}' asks the workers, and those of '--online-when listening' do not answer: leave one of them out.");
        }
    }

    private static Task<int> RunAsync(ParseResult parsed)
    {
        if (OperatingSystem.IsWindows())
            return Platform.NotOnWindows();

        var options = OptionsOf(parsed);
        if (Launch.TryGoOn(options) is { } goingOn)
            return goingOn;
        if (Launch.IsDaemon)
            return Launch.AsDaemonAsync(options, () => ProgramOf(parsed));

        Action<ControlReply> show = parsed.GetValue(s_json) ? ControlConsole.WriteJson : ControlConsole.Write;
        var removeOldIpc = parsed.GetValue(s_removeOldIpc);
        return parsed.GetValue(s_daemonMode)
            ? Launch.DaemonAsync(options, removeOldIpc, Environment.GetCommandLineArgs()[1..], show)
            : Launch.ForegroundAsync(options, ProgramOf(parsed), removeOldIpc, show);
    }

    private static ClusterOptions OptionsOf(ParseResult parsed)
    {
        var options = new ClusterOptions
        {
            WorkerCount = parsed.GetValue(s_workerCount),
            IpcFile = parsed.GetValue(s_ipcFile)!,
            PidFile = parsed.GetValue(s_pidFile)!,
            Log = parsed.GetValue(s_log)!,
            Stdout = parsed.GetValue(s_stdout)!,
            Stderr = parsed.GetValue(s_stderr)!,
            MaxLogSize = parsed.GetValue(s_maxLogSize),
            WorkingDirectory = parsed.GetValue(s_cwd)!,
            OnlineTimeout = TimeSpan.FromSeconds(parsed.GetValue(s_onlineTimeout)),
            ShutdownTimeout = TimeSpan.FromSeconds(parsed.GetValue(s_shutdownTimeout)),
            MaxRestarts = parsed.GetValue(s_maxRestarts),
            Heartbeat = TimeSpan.FromSeconds(parsed.GetValue(s_heartbeat)),
            BalanceConnections = parsed.GetValue(s_balance),
            MaxMemory = parsed.GetValue(s_maxMemory),
            MaxLifetime = TimeSpan.FromSeconds(parsed.GetValue(s_maxLifetime)),
            MaxRequests = parsed.GetValue(s_maxRequests),
        };
        if (parsed.GetResult(s_urls) is { Implicit: false })
        {
            foreach (var url in parsed.GetValue(s_urls)!.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                options.Urls.Add(url);
        }

        return options;
    }

    private static WorkerProgram ProgramOf(ParseResult parsed) => new()
    {
        App = parsed.GetValue(s_app)!,
        AppFolder = Environment.CurrentDirectory,
        Folder = Path.GetFullPath(parsed.GetValue(s_cwd)!),
        DotnetArguments = parsed.GetValue(s_dotnetArgs)!.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        Arguments = parsed.GetValue(s_appOptions)!,
        Launcher = parsed.GetValue(s_onlineWhen) == OnlineWhen.Listening ? LaunchCommand.CommandLine : [],
    };

    private static Option<T> OptionOf<T>(string name, T value, string description) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => value,
        Arity = ArgumentArity.ExactlyOne,
    };
}
