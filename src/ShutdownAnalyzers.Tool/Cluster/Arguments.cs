using System.CommandLine;

namespace ShutdownAnalyzers.Tool.Cluster;

internal static class Arguments
{
    /// <summary>An argument that is no mistyped option.</summary>
    public static Argument<string> Named(string name, string description)
    {
        var argument = new Argument<string>(name) { Description = description };
        argument.Validators.Add(static result =>
        {
            if (result.Tokens is [{ Value: ['-', ..] unknown }, ..])
                result.AddError($"There is no option '{unknown}'.");
        });
        return argument;
    }
}
