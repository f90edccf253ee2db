namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>A command to a running supervisor.</summary>
internal sealed record ControlRequest(string Command)
{
    public const string Status = "status";
    public const string Deploy = "deploy";
    public const string AbortDeploy = "deploy-abort";
    public const string Stop = "stop";

    /// <summary>Whether the status is to say something of each worker.</summary>
    public bool InDetail { get; init; }

    public DeployRequest? Deployment { get; init; }

    public double? TimeoutSeconds { get; init; }
}

/// <summary>What a deploy changes.</summary>
internal sealed record DeployRequest
{
    private const int MostWorkers = 1024;

    /// <summary>0 keeps the number.</summary>
    public int WorkerCount { get; init; }

    /// <summary>Variables that the workers get on top of those they have.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Null keeps the folder.</summary>
    public string? Folder { get; init; }

    public double? TimeoutSeconds { get; init; }

    public bool OneByOne { get; init; }

    /// <summary>Whether it can be done; it may come from anybody who can write to a socket.</summary>
    public bool IsSound =>
        WorkerCount is >= 0 and <= MostWorkers && TimeoutSeconds is null or (>= 0 and < Waiting.Longest)
        && Environment.Keys.All(static name => name is not "" && !name.Contains('=', StringComparison.Ordinal));
}

/// <summary>
/// What a supervisor says to a command that waits: an event, or how it ended.
/// The one with <see cref="ExitCode"/> is the last.
/// </summary>
internal sealed record ControlReply
{
    /// <summary>A line for standard error.</summary>
    public string? Progress { get; init; }

    /// <summary>Text for standard output.</summary>
    public string? Output { get; init; }

    public int? ExitCode { get; init; }

    public ClusterStatus? Status { get; init; }
}
