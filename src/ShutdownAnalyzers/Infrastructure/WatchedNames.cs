using System.Collections.Immutable;

namespace ShutdownAnalyzers.Infrastructure;

/// <summary>The names that <see cref="TreeFacts"/> looks for in every file, grouped by what they may mean once bound.</summary>
internal static class WatchedNames
{
    /// <summary>Calls that run a host until it is told to stop.</summary>
    public static readonly ImmutableArray<string> RunCalls =
        ["Run", "RunAsync", "WaitForShutdown", "WaitForShutdownAsync", "RunConsoleAsync"];

    /// <summary>The package's own registration.</summary>
    public static readonly ImmutableArray<string> GracefulShutdown = ["AddGracefulShutdown"];

    /// <summary>The package's own middleware.</summary>
    public static readonly ImmutableArray<string> Drain = ["UseDrain"];

    public static readonly ImmutableArray<string> All = [.. RunCalls, .. GracefulShutdown, .. Drain];
}
