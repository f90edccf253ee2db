using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;
using Spectre.Console;

namespace ShutdownAnalyzers.Benchmarks.Analyzers;

/// <summary>Measures what is asked for, of one project after another.</summary>
internal sealed class AnalyzersCost(IReadOnlyCollection<Measurement> measurements, int rounds, bool withPeers, CancellationToken cancellation)
{
    private const string Ours = "with ours";

    private static readonly (string Name, ImmutableArray<DiagnosticAnalyzer> Analyzers)[] s_inProcess =
    [
        ("no analyzers", []),
        ("an empty action for each file", [new EmptyFileAnalyzer()]),
        ("an empty operation action", [new EmptyOperationAnalyzer()]),
        (Ours, Rules.All),
    ];

    public async Task MeasureAsync(Func<Task<CapturedProject>> capture, bool isGenerated)
    {
        using var project = await capture();
        AnsiConsole.WriteLine($"{project.Files:N0} files, {project.Lines:N0} lines, {rounds} rounds, {Environment.ProcessorCount} cores, load {Load()}. Processor time; median (lower to upper quartile).");

        await MeasureCompilerAsync(project);
        await MeasureInProcessAsync(project, isGenerated);
        AnsiConsole.WriteLine($"Load at the end: {Load()}.");
    }

    private async Task MeasureCompilerAsync(CapturedProject project)
    {
        if (measurements.Contains(Measurement.Compiler))
        {
            var withOurs = Alone(Ours, Rules.Assembly);
            List<CompilerSubject> subjects = [Alone("no analyzers"), Alone("an empty operation action", typeof(EmptyOperationAnalyzer).Assembly.Location), withOurs];
            var withoutErrors = project.WithWarnings(Peer.All.SelectMany(static peer => peer.Errors));
            foreach (var peer in withPeers ? Peer.All : [])
                subjects.Add(new(project, $"{peer.Package} {peer.Version}", [.. project.GeneratedSources, withoutErrors], await peer.AnalyzersAsync(cancellation), cancellation));

            await WriteAsync("The SDK's compiler, a cold process", subjects);
            AnsiConsole.WriteLine($"Findings: {withOurs.Findings}.");
        }

        if (measurements.Contains(Measurement.OnTop))
        {
            var onTop = new CompilerSubject(project, "what the SDK brings, with ours", project.SdkAnalyzers.Select(CompilerRun.Analyzer), [Rules.Assembly], cancellation);
            await WriteAsync("The same, on top of the analyzers that the SDK brings", [new(project, "what the SDK brings", [], project.SdkAnalyzers, cancellation), onTop]);
            var (cpu, within) = onTop.First!.Value;
            AnsiConsole.WriteLine($"Within ours, as the compiler reports of the first time: {within.TotalSeconds:F2} of {cpu.TotalSeconds:F1} s, {within / cpu:P1}.");
        }

        CompilerSubject Alone(string name, params string[] analyzers) => new(project, name, project.GeneratedSources, analyzers, cancellation);

        Task WriteAsync(string title, IEnumerable<CompilerSubject> subjects) => CostTable.WriteAsync(
            title, project.Lines, rounds, [.. subjects.Select(static subject => (subject.Name, (Func<Task<TimeSpan>>)subject.RunAsync))]);
    }

    private async Task MeasureInProcessAsync(CapturedProject project, bool isGenerated)
    {
        var run = new EditorRun(project);
        if (measurements.Contains(Measurement.Warm))
            await CostTable.WriteAsync(
                "In this process, warm, every file", project.Lines, rounds,
                [.. s_inProcess.Select(subject => (subject.Name, (Func<Task<TimeSpan>>)(() => run.MeasureAllAsync(subject.Analyzers, cancellation))))]);
        if (measurements.Contains(Measurement.Callbacks))
            await MeasureCallbacksAsync(run, project.Lines);
        if (measurements.Contains(Measurement.Edits) && isGenerated)
            await MeasureEditsAsync(run);
    }

    private async Task MeasureCallbacksAsync(EditorRun run, int lines)
    {
        var first = await PerThousandLinesAsync();
        var warm = new List<double>();
        for (var round = 0; round < rounds; round++)
            warm.Add(await PerThousandLinesAsync());
        AnsiConsole.WriteLine($"Within our callbacks, in ms per 1,000 lines: {first:F2} the first time, {Spread.Of(warm).ToString("F2")} warm.");

        async Task<double> PerThousandLinesAsync() => (await run.CallbacksAsync(Rules.All, cancellation)).TotalMilliseconds / lines * 1000;
    }

    private async Task MeasureEditsAsync(EditorRun run)
    {
        var edits = new Table().Title("After editing one service, milliseconds", Style.Plain).AddColumns("", "the edited file", "the entry point's file");
        var measured = await run.MeasureEditsAsync([.. s_inProcess.Select(static subject => subject.Analyzers)], edits: rounds * 10, cancellation);
        foreach (var (subject, costs) in s_inProcess.Zip(measured))
            edits.AddRow(
                subject.Name,
                Spread.Of(costs.Select(static cost => cost.Edited.TotalMilliseconds)).ToString("F2"),
                Spread.Of(costs.Select(static cost => cost.EntryPoint.TotalMilliseconds)).ToString("F2"));

        AnsiConsole.Write(edits);
    }

    private static string Load() =>
        File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..3]) : "unknown";
}
