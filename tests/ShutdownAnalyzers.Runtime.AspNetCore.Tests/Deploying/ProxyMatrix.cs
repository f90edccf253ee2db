using ShutdownAnalyzers.Load;

namespace ShutdownAnalyzers.Runtime.AspNetCore.Deploying;

/// <summary>One way to set the proxy up, written as a row of the table.</summary>
internal interface IProxySetting
{
    string[] Labels { get; }

    /// <summary>The part of the proxy's configuration that listens on this port and passes on to these apps.</summary>
    string Configure(int[] apps, int port);
}

/// <summary>One way to run the app, written as a column of the table.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="AppArguments">The arguments of the app.</param>
/// <param name="LosesNothing">Whether a setting of the proxy and a method are promised to lose nothing.</param>
internal sealed record Column<TSetting>(string Title, string[] AppArguments, Func<TSetting, string, bool> LosesNothing)
{
    /// <summary>What the column changes in each setting of the proxy.</summary>
    public Func<TSetting, TSetting> Setting { get; init; } = static setting => setting;
}

/// <summary>
/// Every setting of a proxy with every way to run the app. A column is one rolling restart:
/// all settings are in one proxy at the same time, each on a port of its own with clients of its own.
/// </summary>
internal static class ProxyMatrix
{
    /// <param name="headings">What the labels of a setting are.</param>
    /// <param name="settings">The rows.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="startProxy">Starts the proxy with a configuration.</param>
    /// <param name="monitor">What the proxy answers with 200 when the next app may be restarted; null restarts it at once.</param>
    public static async Task<LossTable> RunAsync<TSetting>(
        string[] headings, TSetting[] settings, Column<TSetting>[] columns, Func<string, ProxyProcess> startProxy, string? monitor = null)
        where TSetting : IProxySetting
    {
        List<LoadResult[]> runs = [];
        foreach (var column in columns)
            runs.Add(await RestartAsync(settings, column, startProxy, monitor));

        var table = new LossTable([.. headings, "method"], [.. columns.Select(static column => column.Title)]);
        foreach (var (row, setting) in settings.Index())
        {
            foreach (var method in (string[])["GET", "POST"])
                table.Add([.. setting.Labels, method], columns.Zip(runs, (column, run) => LossTable.Cell.Of(run[row], method, column.LosesNothing(setting, method))));
        }

        return table;
    }

    private static Task<LoadResult[]> RestartAsync<TSetting>(
        TSetting[] settings, Column<TSetting> column, Func<string, ProxyProcess> startProxy, string? monitor)
        where TSetting : IProxySetting
    {
        int[] ports = [.. settings.Select(static _ => Loopback.FreePort())];
        var restart = new RollingRestart(column.AppArguments, ports, monitor);
        return restart.RunAsync(apps => startProxy(string.Concat(settings.Select(column.Setting).Zip(ports, (setting, port) => setting.Configure(apps, port)))));
    }
}
