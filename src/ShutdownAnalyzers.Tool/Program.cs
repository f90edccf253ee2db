using System.CommandLine;
using ShutdownAnalyzers.Tool.Cluster;

namespace ShutdownAnalyzers.Tool;

/// <summary>The command <c>dotnet-shutdown</c>, or <c>dotnet shutdown</c>.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        var root = new RootCommand("Graceful shutdown for .NET services.") { ClusterCommand.Create() };
        var parsed = root.Parse(AppArguments.KeepApart(args));
        // Whoever pipes the output of a command must not find its usage there.
        var console = new InvocationConfiguration { Output = parsed.Errors is [] ? Console.Out : Console.Error };
        return await parsed.InvokeAsync(console);
    }
}
