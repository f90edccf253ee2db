using System.CommandLine;

namespace ShutdownAnalyzers.Tool.Cluster;

/// <summary><c>dotnet shutdown cluster</c>: the commands of the worker cluster.</summary>
internal static class ClusterCommand
{
    public const string Name = "cluster";

    public static Command Create() => new(Name, "Runs a service as several workers behind one listening socket.")
    {
        StartCommand.Create(),
        StopCommand.Create(),
        StatusCommand.Create(),
        DeployCommand.Create(),
        DeployAbortCommand.Create(),
        VersionCommand.Create(),
        HelpCommand.Create(),
        LaunchCommand.Create(),
    };
}
