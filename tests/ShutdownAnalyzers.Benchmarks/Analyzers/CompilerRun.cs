using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ShutdownAnalyzers.Benchmarks.Analyzers;

/// <summary>The SDK's own compiler, cold, in a process of its own: what a build server without a warm compiler pays.</summary>
internal static partial class CompilerRun
{
    private const string AnalyzerOption = "/analyzer:";

    /// <summary>The argument that brings an assembly of analyzers.</summary>
    public static string Analyzer(string assembly) => AnalyzerOption + assembly;

    /// <summary>The assembly that an argument brings; null if it is another one.</summary>
    public static string? AnalyzerOf(string argument) => argument.StartsWith(AnalyzerOption, StringComparison.Ordinal) ? argument[AnalyzerOption.Length..] : null;

    /// <summary>How many of our findings one run printed.</summary>
    public static int Findings(string output) => Finding().Matches(output).Count;

    /// <summary>The seconds that <c>/reportanalyzer</c> prints of an assembly: one line for its analyzers, one for its generators.</summary>
    public static IEnumerable<TimeSpan> Reported(string output, string assembly) =>
        from Match line in ReportedAssembly().Matches(output)
        where line.Groups["assembly"].Value == assembly
        select TimeSpan.FromSeconds(double.Parse(line.Groups["seconds"].Value, CultureInfo.InvariantCulture));

    public static async Task<(TimeSpan Cpu, string Output)> MeasureAsync(CapturedProject project, IEnumerable<string> moreArguments, CancellationToken cancellation)
    {
        await File.WriteAllLinesAsync(project.ResponseFile, [.. project.Arguments, .. moreArguments], cancellation);

        var output = "";
        var cpu = await ProcessorTime.OfAsync(async () =>
        {
            var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", project.Compiler, "/noconfig", $"@{project.ResponseFile}"])
            {
                WorkingDirectory = project.Folder,
                RedirectStandardOutput = true,
            })!;
            output = await process.StandardOutput.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return process.ExitCode == 0 ? process : throw new InvalidOperationException($"The compiler failed:\n{output}");
        });
        return (cpu, output);
    }

    [GeneratedRegex(@"warning SHUT\d{3}")]
    private static partial Regex Finding();

    [GeneratedRegex(@"^ *<?(?<seconds>\d+\.\d+) +\S+ +(?<assembly>[\w.]+), Version=", RegexOptions.Multiline)]
    private static partial Regex ReportedAssembly();
}
