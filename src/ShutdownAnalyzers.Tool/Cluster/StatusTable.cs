using System.Text.Json;
using ShutdownAnalyzers.Runtime.Cluster;

namespace ShutdownAnalyzers.Tool.Cluster;

/// <summary>The workers as a table, in the place of the one before.</summary>
internal static class StatusTable
{
    private const string FromTheTop = "\e[H\e[J";

    public static void Show(ControlReply reply)
    {
        if (reply.Status is not { } status)
        {
            ControlConsole.Write(reply);
            return;
        }

        if (!Console.IsOutputRedirected)
            Console.Write(FromTheTop);
        Console.WriteLine(reply.Output);
        Console.WriteLine($"{"worker",6} {"pid",8} {"state",-10} {"uptime",10} {"in flight",9} {"restarts",8} {"memory",8}");
        foreach (var worker in status.Workers)
            Console.WriteLine(
                $"{worker.Number,6} {worker.Pid,8} {JsonNamingPolicy.SnakeCaseLower.ConvertName(worker.State.ToString()),-10} {TimeSpan.FromSeconds((long)worker.UptimeSeconds),10} {worker.InFlight,9} {worker.Restarts,8} {worker.MemoryBytes >> 20,6} MB");
    }
}
