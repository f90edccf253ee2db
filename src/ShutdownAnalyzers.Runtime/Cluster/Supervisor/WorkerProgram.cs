using System.Collections;
using System.Text.Json.Serialization;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>What a worker runs. A deploy changes it for the workers that come after.</summary>
internal sealed record WorkerProgram
{
    /// <summary>
    /// The program that starts those who know nothing of a supervisor (<see cref="Spokesman"/>), and its arguments;
    /// none for those who do.
    /// </summary>
    public IReadOnlyList<string> Launcher { get; init; } = [];

    /// <summary>An executable, or a .dll for <c>dotnet</c>.</summary>
    public required string App { get; init; }

    /// <summary>Against which a relative <see cref="App"/> is resolved.</summary>
    public required string AppFolder { get; init; }

    /// <summary>The folder in which the workers run.</summary>
    public required string Folder { get; init; }

    public IReadOnlyList<string> DotnetArguments { get; init; } = [];

    public IReadOnlyList<string> Arguments { get; init; } = [];

    public IReadOnlyDictionary<string, string> Environment { get; init; } = OwnEnvironment();

    [JsonIgnore]
    public IReadOnlyList<string> CommandLine
    {
        get
        {
            var path = Path.GetFullPath(App, AppFolder);
            return App.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)
                ? [.. Launcher, "dotnet", .. DotnetArguments, path, .. Arguments]
                : [.. Launcher, path, .. Arguments];
        }
    }

    public WorkerProgram With(DeployRequest deploy) => this with
    {
        AppFolder = deploy.Folder ?? AppFolder,
        Folder = deploy.Folder ?? Folder,
        Environment = deploy.Environment.Count == 0 ? Environment : new Dictionary<string, string>([.. Environment.Where(pair => !deploy.Environment.ContainsKey(pair.Key)), .. deploy.Environment]),
    };

    /// <summary>The environment of this process, without what is said to it alone.</summary>
    public static Dictionary<string, string> OwnEnvironment()
    {
        var environment = ProcessEnvironment();
        foreach (var name in Systemd.Variables)
            environment.Remove(name);
        return environment;
    }

    /// <summary>The environment of this process.</summary>
    public static Dictionary<string, string> ProcessEnvironment()
    {
        var environment = new Dictionary<string, string>();
        foreach (DictionaryEntry variable in System.Environment.GetEnvironmentVariables())
            environment[(string)variable.Key] = (string?)variable.Value ?? "";
        return environment;
    }
}
