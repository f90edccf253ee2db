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
        var files = new Option<int[]>("--files") { Description = "How many files the generated project has; several figures show how the cost grows.", DefaultValueFactory = static _ => [2_000], AllowMultipleArgumentsPerToken = true };
        var project = new Option<FileInfo?>("--project") { Description = "A project to measure in place of the generated one. It must restore and compile." };
        var rounds = new Option<int>("--rounds") { Description = "Measurements of each, taken in turn.", DefaultValueFactory = static _ => 5 };
        var peers = new Option<bool>("--peers") { Description = "Measure other packages of analyzers, too." };
        files.Validators.Add(static result => { if (result.GetValueOrDefault<int[]>().Any(static count => count < 40)) result.AddError("--files must be at least 40."); });
        rounds.Validators.Add(static result => { if (result.GetValueOrDefault<int>() < 1) result.AddError("--rounds must be at least 1."); });
        OptionValidation.AcceptExistingOnly(project!);

        var command = new Command("analyzers", "The rules' share of the compiler's time, cold and after an edit.") { files, project, rounds, peers };
        command.SetAction((arguments, cancellation) => arguments.GetValue(project) is { } file
            ? MeasureAsync(() => CapturedProject.OfAsync(file, cancellation), isGenerated: false, arguments.GetValue(rounds), arguments.GetValue(peers), cancellation)
            : MeasureAsync(arguments.GetRequiredValue(files), arguments.GetValue(rounds), arguments.GetValue(peers), cancellation));
        return command;
    }

    private static async Task MeasureAsync(int[] files, int rounds, bool withPeers, CancellationToken cancellation)
    {
        foreach (var count in files)
            await MeasureAsync(() => CapturedProject.CreateAsync([.. GeneratedShop.Files(count)], cancellation), isGenerated: true, rounds, withPeers, cancellation);
    }

    private static async Task MeasureAsync(Func<Task<CapturedProject>> capture, bool isGenerated, int rounds, bool withPeers, CancellationToken cancellation)
    {
        using var project = await capture();
        AnsiConsole.WriteLine($"{project.Files:N0} files, {project.Lines:N0} lines, {rounds} rounds, {Environment.ProcessorCount} cores, load {Load()}. Processor time; median (lower to upper quartile).");

        await MeasureCompilerAsync(project, isGenerated, rounds, withPeers, cancellation);
        await MeasureEditorAsync(project, isGenerated, rounds, cancellation);
        AnsiConsole.WriteLine($"Load at the end: {Load()}.");
    }

    private static async Task MeasureCompilerAsync(CapturedProject project, bool hasFindings, int rounds, bool withPeers, CancellationToken cancellation)
    {
        var empty = $"/analyzer:{typeof(EmptyOperationAnalyzer).Assembly.Location}";
        var ours = $"/analyzer:{Rules.Assembly}";
        var findings = 0;
        List<(string, Func<Task<TimeSpan>>)> subjects =
        [
            ("no analyzers", () => CompileAsync([])),
            ("an empty operation action", () => CompileAsync([empty])),
            (Ours, () => CompileAsync([ours])),
        ];
        foreach (var peer in withPeers ? Peer.All : [])
        {
            var analyzers = await peer.AnalyzersAsync(cancellation);
            subjects.Add(($"{peer.Package} {peer.Version}", () => CompileAsync(analyzers)));
        }

        var alone = new CostTable("The SDK's compiler, a cold process", project.Lines);
        await alone.MeasureAsync(rounds, [.. subjects]);
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
            if (analyzers.Contains(ours) && (findings = CompilerRun.Findings(output)) == 0 && hasFindings)
                throw new InvalidOperationException("The rules found nothing, so they did not run: nothing was measured.");
            return cpu;
        }
    }

    private static async Task MeasureEditorAsync(CapturedProject project, bool isGenerated, int rounds, CancellationToken cancellation)
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

        var callbacks = new List<double>();
        for (var round = 0; round < rounds; round++)
            callbacks.Add((await run.CallbacksAsync(Rules.All, cancellation)).TotalMilliseconds / project.Lines * 1000);
        AnsiConsole.WriteLine($"Within our callbacks, warm: {Spread.Of(callbacks).ToString("F2")} ms per 1,000 lines.");

        if (isGenerated)
            await MeasureEditsAsync(run, subjects, rounds, cancellation);
    }

    private static async Task MeasureEditsAsync(EditorRun run, (string Name, ImmutableArray<DiagnosticAnalyzer> Analyzers)[] subjects, int rounds, CancellationToken cancellation)
    {
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
