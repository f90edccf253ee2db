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
    private bool _isWarm;

    public string Name => name;

    /// <summary>How many of our findings the last run printed.</summary>
    public int Findings { get; private set; }

    /// <summary>The first run, which warms up and does not count, shows that the analyzers do run.</summary>
    public async Task<TimeSpan> RunAsync()
    {
        var (cpu, output) = await CompilerRun.MeasureAsync(project, _isWarm ? _arguments : [.. _arguments, "/reportanalyzer"], cancellation);
        if (!_isWarm && analyzers is not [] && !analyzers.Any(analyzer => output.Contains($" {Path.GetFileNameWithoutExtension(analyzer)}, Version=", StringComparison.Ordinal)))
            throw new InvalidOperationException($"{Name}: no analyzer ran, so nothing would be measured.");

        _isWarm = true;
        Findings = CompilerRun.Findings(output);
        return cpu;
    }
}
