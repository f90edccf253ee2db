using System.CommandLine;
using System.Reflection;

namespace ShutdownAnalyzers.Tool.Cluster;

/// <summary>Says which version this is.</summary>
internal static class VersionCommand
{
    public static Command Create()
    {
        var command = new Command("version", "Shows the version.");
        command.SetAction(static parsed => parsed.InvocationConfiguration.Output.WriteLine(
            typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0]));
        return command;
    }
}
