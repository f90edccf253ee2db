using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.Deployment.Shell;

namespace ShutdownAnalyzers.Deployment.Containers;

/// <summary>A Dockerfile: its instructions, by stage. Only those that the final stage has, of its own or from the stages it is made from, say how the app runs.</summary>
internal sealed class Dockerfile(string path, SourceText source) : DeploymentFile(path, source)
{
    private static readonly ImmutableArray<string> s_windowsImages = ["nanoserver", "windowsservercore", "windows/", "-windows", "servercore"];

    private ImmutableArray<DockerInstruction> _effective;

    /// <summary>The last of its kind that holds for the image.</summary>
    public DockerInstruction? Effective(string name) => Instructions.LastOrDefault(instruction => instruction.Is(name));

    public bool IsWindows =>
        Text.IndexOf("escape=`", StringComparison.OrdinalIgnoreCase) >= 0
        || Instructions.Any(static instruction => instruction.Is("FROM") && s_windowsImages.Any(image => instruction.Arguments.IndexOf(image, StringComparison.OrdinalIgnoreCase) >= 0))
        || ShellOfShellForm is "cmd" or "cmd.exe" or "powershell" or "powershell.exe" or "pwsh";

    /// <summary>The shell that runs what is not in JSON form: the instruction <c>SHELL</c>, or else <c>sh</c>.</summary>
    public string ShellOfShellForm => Effective("SHELL")?.ExecForm is { Length: > 0 } shell ? FilePath.NameOf(shell[0].Value) : "sh";

    /// <summary>The words of what the image starts.</summary>
    public IEnumerable<string> StartWords => Shells.Words(Effective("ENTRYPOINT")).Concat(Shells.Words(Effective("CMD")));

    public static bool IsNamed(string name) =>
        name.StartsWith("Dockerfile", StringComparison.OrdinalIgnoreCase) && (name.Length == "Dockerfile".Length || name["Dockerfile".Length] is '.' or '-')
        || name.EndsWith(".Dockerfile", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("Containerfile", StringComparison.OrdinalIgnoreCase);

    /// <summary>The instructions of the stage that the image is made of, after those of the stages it is based on.</summary>
    private ImmutableArray<DockerInstruction> Instructions => _effective.IsDefault ? _effective = OfFinalStage(DockerReader.Read(Text)) : _effective;

    private static ImmutableArray<DockerInstruction> OfFinalStage(ImmutableArray<DockerInstruction> all)
    {
        var stages = new List<List<DockerInstruction>>();
        foreach (var instruction in all)
        {
            if (instruction.Is("FROM"))
                stages.Add([]);
            if (stages.Count > 0)
                stages[stages.Count - 1].Add(instruction);
        }

        var effective = new List<DockerInstruction>();
        for (var stage = stages.Count - 1; stage >= 0; stage = stages.FindIndex(0, stage, earlier => earlier[0].StageName is { } name && name == stages[stage][0].BaseImage))
            effective.InsertRange(0, stages[stage]);
        return [.. effective];
    }
}
