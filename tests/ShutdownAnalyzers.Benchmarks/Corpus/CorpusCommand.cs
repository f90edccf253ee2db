using System.CommandLine;
using System.Globalization;
using Microsoft.CodeAnalysis;
using ShutdownAnalyzers.Benchmarks.Analyzers;
using Spectre.Console;

namespace ShutdownAnalyzers.Benchmarks.Corpus;

/// <summary>What the rules say of other people's code: every finding with its line, to be looked at one by one.</summary>
internal static class CorpusCommand
{
    public static Command Create()
    {
        var folders = new Argument<DirectoryInfo[]>("folders") { Description = "Checked-out repositories." }.AcceptExistingOnly();
        var rule = new Option<string>("--rule") { Description = "Only rules whose id starts so, such as SHUT4.", DefaultValueFactory = static _ => "SHUT" };
        var command = new Command("corpus", "Runs every rule over checked-out repositories and prints each finding.") { folders, rule };
        command.SetAction((arguments, cancellation) => RunAsync(arguments.GetRequiredValue(folders), arguments.GetRequiredValue(rule), cancellation));
        return command;
    }

    private static async Task RunAsync(DirectoryInfo[] folders, string rule, CancellationToken cancellation)
    {
        var counts = new SortedDictionary<string, Dictionary<string, int>>(StringComparer.Ordinal);
        var lines = new Dictionary<string, int>();
        foreach (var folder in folders)
        {
            var repository = new CorpusRepository(folder.FullName);
            foreach (var project in repository.Projects)
            {
                lines[folder.Name] = lines.GetValueOrDefault(folder.Name) + repository.LinesOf(project);
                foreach (var finding in await repository.AnalyzeAsync(project, Rules.All, cancellation))
                {
                    if (!finding.Id.StartsWith(rule, StringComparison.Ordinal) && finding.Id != "AD0001")
                        continue;

                    Console.WriteLine(Describe(finding, folder));
                    var byRepository = counts.TryGetValue(finding.Id, out var known) ? known : counts[finding.Id] = [];
                    byRepository[folder.Name] = byRepository.GetValueOrDefault(folder.Name) + 1;
                }
            }
        }

        var table = new Table().AddColumns(["", .. counts.Keys, "lines"]);
        foreach (var folder in folders)
            table.AddRow([folder.Name, .. counts.Values.Select(count => Text(count.GetValueOrDefault(folder.Name))), Text(lines.GetValueOrDefault(folder.Name))]);
        AnsiConsole.Write(table);
    }

    private static string Text(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Describe(Diagnostic finding, DirectoryInfo folder)
    {
        var at = finding.Location.GetLineSpan();
        var line = finding.Location.SourceTree?.GetText().Lines[at.StartLinePosition.Line].ToString().Trim();
        var file = at.Path is { Length: > 0 } path ? Path.GetRelativePath(folder.Parent!.FullName, path) : "";
        return $"{file}({at.StartLinePosition.Line + 1}): {finding.Id}: {finding.GetMessage(CultureInfo.InvariantCulture)}\n    {line}";
    }
}
