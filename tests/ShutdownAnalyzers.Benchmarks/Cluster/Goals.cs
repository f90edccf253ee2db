using Spectre.Console;

namespace ShutdownAnalyzers.Benchmarks.Cluster;

/// <summary>What was to be reached, and what was.</summary>
internal sealed class Goals
{
    private readonly Table _table = new Table().Title("Goals").AddColumns("", "measured", "goal", "");

    /// <summary>Whether all are met so far.</summary>
    public bool AllMet { get; private set; } = true;

    public void Add(string what, string measured, string goal, bool met)
    {
        _table.AddRow(what, measured, goal, met ? "met" : "missed");
        AllMet &= met;
    }

    public void Show() => AnsiConsole.Write(_table);
}
