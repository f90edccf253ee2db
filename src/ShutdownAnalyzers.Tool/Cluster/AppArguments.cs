namespace ShutdownAnalyzers.Tool.Cluster;

/// <summary>What stands behind the app on the command line of <c>start</c> is the app's, even if it looks like an option of ours.</summary>
internal static class AppArguments
{
    private const string AllThatFollowsIsNoOption = "--";

    public static string[] KeepApart(string[] args)
    {
        if (args is not [ClusterCommand.Name, StartCommand.Name, ..])
            return args;

        var app = 2;
        while (app < args.Length && args[app].StartsWith('-'))
            app += HasItsValueNext(args[app]) ? 2 : 1;
        return app >= args.Length ? args : [.. args[..app], AllThatFollowsIsNoOption, .. args[app..]];
    }

    private static bool HasItsValueNext(string option) =>
        !option.Contains('=', StringComparison.Ordinal)
        && StartCommand.Options.Any(known => known.Name == option && known.Arity.MaximumNumberOfValues > 0);
}
