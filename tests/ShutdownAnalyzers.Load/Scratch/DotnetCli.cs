using System.ComponentModel;
using System.Diagnostics;

namespace ShutdownAnalyzers.Scratch;

/// <summary>The <c>dotnet</c> command, run in one folder.</summary>
/// <param name="folder">Where it runs.</param>
/// <param name="packageCache">The folder that stands in for the user's package cache; null for the user's own.</param>
/// <param name="cancellation">Ends the command, and all it has started.</param>
public sealed class DotnetCli(string folder, string? packageCache, CancellationToken cancellation)
{
    /// <returns>What the command wrote, both streams, line by line.</returns>
    /// <exception cref="DotnetFailedException">There is no such command, or it failed.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(params string[] arguments)
    {
        var lines = new List<string>();
        using var process = Start(arguments, lines);
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        if (process.ExitCode != 0)
            throw new DotnetFailedException($"`dotnet {string.Join(' ', arguments)}` failed with code {process.ExitCode} in {folder}:\n{string.Join('\n', lines)}");

        return lines;
    }

    private Process Start(string[] arguments, List<string> lines)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["MSBUILDTERMINALLOGGER"] = "off",
                ["DOTNET_CLI_UI_LANGUAGE"] = "en",
                // Build servers would outlive the run, hold on to its scratch folder and keep its output open.
                ["MSBUILDDISABLENODEREUSE"] = "1",
                ["UseSharedCompilation"] = "false",
            },
        };
        if (packageCache is not null) start.Environment["NUGET_PACKAGES"] = packageCache;

        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            throw new DotnetFailedException($"The command `dotnet` could not be started ({e.Message}). Install the .NET 10 SDK and see that it is on the PATH.");
        }

        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;

        void Keep(string? line)
        {
            if (line is not null) lock (lines) lines.Add(line);
        }
    }
}
