using System.Text.Json;

namespace ShutdownAnalyzers.Runtime.Cluster;

internal sealed class ControlRequestFormat : MessageFormat<ControlRequest>
{
    public static readonly ControlRequestFormat Instance = new();

    protected override ControlRequest Read(JsonElement json) => new(json.GetProperty("command"u8).GetString() ?? "")
    {
        InDetail = Has(json, "inDetail"u8, out var inDetail) && inDetail.GetBoolean(),
        Deployment = Has(json, "deployment"u8, out var deployment) ? DeploymentOf(deployment) : null,
        TimeoutSeconds = Has(json, "timeoutSeconds"u8, out var timeout) ? timeout.GetDouble() : null,
    };

    protected override void Write(Utf8JsonWriter writer, ControlRequest message)
    {
        writer.WriteStartObject();
        writer.WriteString("command"u8, message.Command);
        writer.WriteBoolean("inDetail"u8, message.InDetail);
        if (message.Deployment is { } deployment)
            Write(writer, deployment);
        if (message.TimeoutSeconds is { } timeout)
            writer.WriteNumber("timeoutSeconds"u8, timeout);
        writer.WriteEndObject();
    }

    private static DeployRequest DeploymentOf(JsonElement json) => new()
    {
        WorkerCount = Has(json, "workerCount"u8, out var count) ? count.GetInt32() : 0,
        Environment = EnvironmentOf(json),
        Folder = Has(json, "folder"u8, out var folder) ? folder.GetString() : null,
        TimeoutSeconds = Has(json, "timeoutSeconds"u8, out var timeout) ? timeout.GetDouble() : null,
        OneByOne = Has(json, "oneByOne"u8, out var oneByOne) && oneByOne.GetBoolean(),
    };

    private static Dictionary<string, string> EnvironmentOf(JsonElement deployment)
    {
        var environment = new Dictionary<string, string>();
        if (!Has(deployment, "environment"u8, out var json))
            return environment;

        foreach (var variable in json.EnumerateObject())
            environment[variable.Name] = variable.Value.GetString() ?? throw new FormatException($"'{variable.Name}' has no value.");
        return environment;
    }

    private static void Write(Utf8JsonWriter writer, DeployRequest deployment)
    {
        writer.WriteStartObject("deployment"u8);
        writer.WriteNumber("workerCount"u8, deployment.WorkerCount);
        writer.WriteStartObject("environment"u8);
        foreach (var (name, value) in deployment.Environment)
            writer.WriteString(name, value);
        writer.WriteEndObject();
        if (deployment.Folder is { } folder)
            writer.WriteString("folder"u8, folder);
        if (deployment.TimeoutSeconds is { } timeout)
            writer.WriteNumber("timeoutSeconds"u8, timeout);
        writer.WriteBoolean("oneByOne"u8, deployment.OneByOne);
        writer.WriteEndObject();
    }
}
