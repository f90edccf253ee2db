using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace ShutdownAnalyzers.Deployment.Shell;

/// <summary>A script of the shell.</summary>
internal sealed class ShellScript(string path, SourceText source) : DeploymentFile(path, source)
{
    private ImmutableArray<ShellCommand> _commands;

    public ImmutableArray<ShellCommand> Commands => _commands.IsDefault ? _commands = ShellText.Commands(Text) : _commands;

    /// <summary>Whether its name says that a container starts with it.</summary>
    public bool IsNamedEntry => Name.Replace("-", "").Replace("_", "").IndexOf("entrypoint", StringComparison.OrdinalIgnoreCase) >= 0;
}
