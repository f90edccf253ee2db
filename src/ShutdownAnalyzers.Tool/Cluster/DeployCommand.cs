using System.CommandLine;
using ShutdownAnalyzers.Runtime.Cluster;

namespace ShutdownAnalyzers.Tool.Cluster;

/// <summary>Replaces the workers by new ones.</summary>
internal static class DeployCommand
{
    private static readonly Option<int> s_workerCount = WorkerCountOption.Create(0, "How many workers; 0 keeps the number, auto takes as many as processors.");
    private static readonly Option<bool> s_overrideEnv = new("--override-env")
    {
        Description = "Whether the workers get the environment of this command.",
        DefaultValueFactory = static _ => true,
        Arity = ArgumentArity.ExactlyOne,
    };

    private static readonly Option<string> s_timeout = TimeoutOption.Create("The seconds after which the deploy aborts itself.");
    private static readonly Option<string> s_cwd = new("--cwd") { Description = "The folder in which the workers run.", DefaultValueFactory = static _ => "." };
    private static readonly Option<bool> s_oneByOne = new("--one-by-one")
    {
        Description = "Replaces one worker at a time, where there is no memory for two sets.",
        Arity = ArgumentArity.Zero,
    };

    private static readonly Argument<string> s_ipcFile = Supervisor.IpcFile();

    public static Command Create()
    {
        var command = new Command("deploy", "Starts new workers, and shuts the old ones down when all new ones are online.")
        {
            s_workerCount, s_overrideEnv, s_timeout, s_cwd, s_oneByOne, s_ipcFile,
        };
        command.SetAction(static parsed => RunAsync(parsed.GetValue(s_ipcFile)!, RequestOf(parsed)));
        return command;
    }

    private static Task<int> RunAsync(string ipcFile, DeployRequest deployment) => Supervisor.TellAsync(
        ipcFile,
        new ControlRequest(ControlRequest.Deploy) { Deployment = deployment },
        whenNotRunning: 1,
        whenInterrupted: () =>
        {
            Console.Error.WriteLine("aborting deploy");
            using var client = ControlClient.TryConnect(ipcFile);
            client?.Send(new ControlRequest(ControlRequest.AbortDeploy));
        });

    private static DeployRequest RequestOf(ParseResult parsed) => new()
    {
        WorkerCount = parsed.GetValue(s_workerCount),
        Environment = parsed.GetValue(s_overrideEnv) ? WorkerProgram.OwnEnvironment() : [],
        TimeoutSeconds = TimeoutOption.ValueOf(parsed, s_timeout),
        Folder = Path.GetFullPath(parsed.GetValue(s_cwd)!),
        OneByOne = parsed.GetValue(s_oneByOne),
    };
}
