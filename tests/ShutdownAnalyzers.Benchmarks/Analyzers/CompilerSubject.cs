namespace ShutdownAnalyzers.Benchmarks.Analyzers;

/// <summary>A project's compilation with some analyzers, again and again.</summary>
/// <param name="project">What is compiled.</param>
/// <param name="name">What the analyzers are called.</param>
/// <param name="others">The compiler's other arguments, beside those of the project.</param>
/// <param name="analyzers">Assemblies.</param>
/// <param name="cancellation">Gives up.</param>
internal sealed class CompilerSubject(CapturedProject project, string name, IEnumerable<string> others, IReadOnlyList<string> analyzers, CancellationToken cancellation)
{
    private readonly string[] _arguments = [.. others, .. analyzers.Select(CompilerRun.Analyzer)];

    public string Name => name;

    /// <summary>How many of our findings the last run printed.</summary>
    public int Findings { get; private set; }

    /// <summary>The processor time of the first run, and how much of it was spent within the analyzers, as the compiler reports it.</summary>
    public (TimeSpan Cpu, TimeSpan Within)? First { get; private set; }

    /// <summary>The first run, which warms up and does not count, shows that the analyzers do run.</summary>
    public async Task<TimeSpan> RunAsync()
    {
        var (cpu, output) = await CompilerRun.MeasureAsync(project, First is null ? [.. _arguments, "/reportanalyzer"] : _arguments, cancellation);
        First ??= (cpu, WithinAnalyzers(output));
        Findings = CompilerRun.Findings(output);
        return cpu;
    }

    private TimeSpan WithinAnalyzers(string output)
    {
        TimeSpan[] within = [.. analyzers.SelectMany(analyzer => CompilerRun.Reported(output, Path.GetFileNameWithoutExtension(analyzer)))];
        if (within is [] && analyzers is not [])
            throw new InvalidOperationException($"{Name}: no analyzer ran, so nothing would be measured.");
        return within.Aggregate(TimeSpan.Zero, static (sum, one) => sum + one);
    }
}
