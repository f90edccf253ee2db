using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.Deployment.Containers;
using ShutdownAnalyzers.Deployment.Kubernetes;
using ShutdownAnalyzers.Deployment.Shell;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Deployment;

/// <summary>SHUT701: a container that starts a shell, which waits for the app and passes no signal on to it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SigtermNotForwardedAnalyzer() : DeploymentAnalyzer(s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = Rule.Warning(
        "SHUT701",
        "SIGTERM does not reach the app",
        "{0} {1}",
        "A shell that runs the app as its child is sent SIGTERM in the app's place and does not pass it on. The app runs until it is killed.");

    private const string WaitsInAShell = "runs the app behind a shell that does not pass SIGTERM on: the app is not told to stop, only killed";

    private protected override IEnumerable<Finding> Look(DeploymentFile file, DeployedApp app) => file switch
    {
        Dockerfile { IsWindows: false } dockerfile => InDockerfile(dockerfile, app),
        ComposeFile compose => compose.Services.Where(static service => service.Settings["init"]?.Text != "true").SelectMany(service => InCommand(service.Command, $"Service '{service.Name.Value}'", file, app)),
        ManifestFile manifest => manifest.Workloads.SelectMany(workload => workload.Containers.SelectMany(container => InCommand(container.Command, $"{workload.Kind} '{workload.Name}'", file, app))),
        ShellScript script when IsEntry(script, app) => InScript(script, app),
        _ => [],
    };

    private static IEnumerable<Finding> InDockerfile(Dockerfile dockerfile, DeployedApp app)
    {
        var entry = dockerfile.Effective("ENTRYPOINT");
        var command = dockerfile.Effective("CMD");
        if ((entry is { ExecForm: null } ? entry : command is { ExecForm: null } && !StartsInit(entry) ? command : null) is { } shellForm)
            return InShell(new(shellForm.Arguments, shellForm.ArgumentsSpan), dockerfile.ShellOfShellForm, shellForm.Name.ToUpperInvariant(), dockerfile, app) is { } finding
                ? [finding with { Repair = JsonForm(shellForm, entry == shellForm && command is not null) ?? finding.Repair }]
                : [];

        return InCommand([.. entry?.ExecForm ?? [], .. command?.ExecForm ?? []], entry is null ? "CMD" : "ENTRYPOINT", dockerfile, app);
    }

    /// <summary>A command that starts <c>sh -c</c> itself.</summary>
    private static IEnumerable<Finding> InCommand(ImmutableArray<Argument> command, string subject, DeploymentFile file, DeployedApp app)
    {
        if (command.Length < 3 || !Shells.Are(command[0].Value) || !Shells.IsCommandOption(command[1].Value))
            return [];

        return InShell(command[2], FilePath.NameOf(command[0].Value), subject, file, app) is { } finding ? [finding] : [];
    }

    private static Finding? InShell(Argument script, string shell, string subject, DeploymentFile file, DeployedApp app)
    {
        var commands = ShellText.Commands(script.Value);
        if (!Waits(commands, app.IsRunBy) || shell == "bash" && commands.Length == 1)
            return null;

        // The script stands in the file as it is, or else with escapes in it, which nobody needs to see edited.
        var at = file.Text.IndexOf(script.Value, script.Span.Start, script.Span.Length, StringComparison.Ordinal);
        return new(script.Span, subject, WaitsInAShell, at < 0 ? null : Exec(at + commands[commands.Length - 1].Span.Start));
    }

    private static IEnumerable<Finding> InScript(ShellScript script, DeployedApp app)
    {
        var commands = script.Commands;
        return Waits(commands, last => app.IsRunBy(last) || IsWhatTheImageRuns(last, script, app))
            ? [new(commands[commands.Length - 1].Span, "The script", WaitsInAShell, Exec(commands[commands.Length - 1].Span.Start))]
            : [];
    }

    /// <summary>Whether a shell that runs these commands is still there while the app, the last of them, runs.</summary>
    private static bool Waits(ImmutableArray<ShellCommand> commands, Predicate<ShellCommand> isApp) =>
        !commands.IsEmpty
        && commands[commands.Length - 1] is { Replaces: false, Operator: "" or "\n" or ";" } last
        && isApp(last)
        && (commands.Length == 1 || commands[commands.Length - 2].Operator != "|")
        && !commands.Any(static command => command.Words.Any(static word => word.Value == "trap" || Shells.IsInit(word.Value)));

    /// <summary>Whether a script runs its arguments, <c>"$@"</c>, and an image gives it the app.</summary>
    private static bool IsWhatTheImageRuns(ShellCommand command, ShellScript script, DeployedApp app) =>
        command.Call is { Length: 1 } call && call[0].Value == "$@" && Starters(script, app).Any(app.IsStartedBy);

    private static bool StartsInit(DockerInstruction? entry) => entry?.ExecForm is { } arguments && arguments.Any(static argument => Shells.IsInit(argument.Value));

    /// <summary>A script that a container starts with: its name says so, or a Dockerfile that puts no init before it.</summary>
    private static bool IsEntry(ShellScript script, DeployedApp app)
    {
        var starters = Starters(script, app).ToList();
        return starters.Count == 0 ? script.IsNamedEntry : !starters.Any(static dockerfile => dockerfile.StartWords.Any(Shells.IsInit));
    }

    private static IEnumerable<Dockerfile> Starters(ShellScript script, DeployedApp app) =>
        app.Files.OfType<Dockerfile>().Where(dockerfile => dockerfile.StartWords.Any(word => FilePath.NameOf(word) == script.Name));

    /// <summary>The JSON form; null where it would not mean the same.</summary>
    private static Repair? JsonForm(DockerInstruction instruction, bool getsArguments)
    {
        if (getsArguments || ShellText.Commands(instruction.Arguments) is not { Length: 1 } commands)
            return null;

        var command = commands[0];
        if (!command.IsPlain || command.Call.Length != command.Words.Length)
            return null;

        var words = command.Words.Select(static word => $"\"{word.Value.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"");
        return new("Use the JSON form, without a shell", instruction.ArgumentsSpan, $"[{string.Join(", ", words)}]");
    }

    private static Repair Exec(int position) => new("Let the app take the shell's place (exec)", new TextSpan(position, 0), "exec ");
}
