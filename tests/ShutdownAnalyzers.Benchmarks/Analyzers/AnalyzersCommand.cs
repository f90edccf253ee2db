using System.Collections.Immutable;
using System.CommandLine;
using Microsoft.CodeAnalysis.Diagnostics;
using Spectre.Console;

namespace ShutdownAnalyzers.Benchmarks.Analyzers;

/// <summary>What the rules cost a compiler and an editor, beside no analyzer and beside one that does nothing.</summary>
internal static class AnalyzersCommand
{
    private const string Ours = "with ours";

    public static Command Create()
    {
        var files = new Option<int>("--files") { Description = "How many files the measured project has.", DefaultValueFactory = static _ => 2_000 };
        var rounds = new Option<int>("--rounds") { Description = "Measurements of each, taken in turn.", DefaultValueFactory = static _ => 5 };
        files.Validators.Add(result => { if (result.GetValueOrDefault<int>() < 40) result.AddError("--files must be at least 40."); });
        rounds.Validators.Add(result => { if (result.GetValueOrDefault<int>() < 1) result.AddError("--rounds must be at least 1."); });

        var command = new Command("analyzers", "The rules' share of the compiler's time, cold and after an edit.") { files, rounds };
        command.SetAction((arguments, cancellation) => MeasureAsync(arguments.GetValue(files), arguments.GetValue(rounds), cancellation));
        return command;
    }

    private static async Task MeasureAsync(int files, int rounds, CancellationToken cancellation)
    {
        using var project = await CapturedProject.CreateAsync([.. GeneratedShop.Files(files)], cancellation);
        AnsiConsole.WriteLine($"{files:N0} files, {project.Lines:N0} lines, {rounds} rounds, {Environment.ProcessorCount} cores, load {Load()}. Processor time; median (lower to upper quartile).");

        await MeasureCompilerAsync(project, rounds, cancellation);
        await MeasureEditorAsync(project, rounds, cancellation);
        AnsiConsole.WriteLine($"Load at the end: {Load()}.");
    }

    private static async Task MeasureCompilerAsync(CapturedProject project, int rounds, CancellationToken cancellation)
    {
        var empty = $"/analyzer:{typeof(EmptyOperationAnalyzer).Assembly.Location}";
        var ours = $"/analyzer:{Rules.Assembly}";
        var findings = 0;
        var alone = new CostTable("The SDK's compiler, a cold process", project.Lines);
        await alone.MeasureAsync(
            rounds,
            ("no analyzers", () => CompileAsync([])),
            ("an empty operation action", () => CompileAsync([empty])),
            (Ours, () => CompileAsync([ours])));
        alone.Write();

        var onTop = new CostTable("The same, on top of the analyzers that the SDK brings", project.Lines);
        await onTop.MeasureAsync(
            rounds,
            ("what the SDK brings", () => CompileAsync(project.SdkAnalyzers)),
            ("what the SDK brings, with ours", () => CompileAsync([.. project.SdkAnalyzers, ours])));
        onTop.Write();
        AnsiConsole.WriteLine($"Findings: {findings}.");

        async Task<TimeSpan> CompileAsync(IReadOnlyList<string> analyzers)
        {
            var (cpu, output) = await CompilerRun.MeasureAsync(project, analyzers, cancellation);
            if (analyzers.Contains(ours) && (findings = CompilerRun.Findings(output)) == 0)
                throw new InvalidOperationException("The rules found nothing, so they did not run: nothing was measured.");
            return cpu;
        }
    }

    private static async Task MeasureEditorAsync(CapturedProject project, int rounds, CancellationToken cancellation)
    {
        var run = new EditorRun(project);
        (string Name, ImmutableArray<DiagnosticAnalyzer> Analyzers)[] subjects =
        [
            ("no analyzers", []),
            ("an empty operation action", [new EmptyOperationAnalyzer()]),
            (Ours, Rules.All),
        ];

        var all = new CostTable("In this process, warm, every file", project.Lines);
        await all.MeasureAsync(rounds, [.. subjects.Select(subject => (subject.Name, (Func<Task<TimeSpan>>)(() => run.MeasureAllAsync(subject.Analyzers, cancellation))))]);
        all.Write();

        var edits = new Table().Title("After editing one service, milliseconds", Style.Plain).AddColumns("", "the edited file", "the entry point's file");
        foreach (var (name, analyzers) in subjects)
        {
            var measured = await run.MeasureEditsAsync(analyzers, edits: rounds * 10, cancellation);
            edits.AddRow(
                name,
                Spread.Of(measured.Select(static edit => edit.Edited.TotalMilliseconds)).ToString("F2"),
                Spread.Of(measured.Select(static edit => edit.EntryPoint.TotalMilliseconds)).ToString("F2"));
        }

        AnsiConsole.Write(edits);
    }

    private static string Load() =>
        File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..3]) : "unknown";
}
