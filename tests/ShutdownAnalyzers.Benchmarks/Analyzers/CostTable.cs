using Spectre.Console;

namespace ShutdownAnalyzers.Benchmarks.Analyzers;

/// <summary>Measures in turn, so that a machine that slows down favours nobody, and compares each with the first of its group, round by round.</summary>
internal sealed class CostTable(string title, int lines)
{
    private readonly Table _table = new Table().Title(title, Style.Plain).AddColumns("", "seconds", "of the baseline", "more, ms per 1,000 lines");

    /// <summary>The first is the baseline of the others. Each is run once before the rounds that count.</summary>
    public static async Task WriteAsync(string title, int lines, int rounds, params (string Name, Func<Task<TimeSpan>> Run)[] subjects)
    {
        var table = new CostTable(title, lines);
        await table.MeasureAsync(rounds, subjects);
        AnsiConsole.Write(table._table);
    }

    private async Task MeasureAsync(int rounds, (string Name, Func<Task<TimeSpan>> Run)[] subjects)
    {
        foreach (var subject in subjects)
            await subject.Run();

        var measured = subjects.Select(static _ => new List<TimeSpan>()).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            AnsiConsole.WriteLine($"{title}: {string.Join(", ", subjects.Select(static subject => subject.Name))}; round {round + 1} of {rounds}");
            for (var i = 0; i < subjects.Length; i++)
                measured[i].Add(await subjects[i].Run());
        }

        for (var i = 0; i < subjects.Length; i++)
            AddRow(subjects[i].Name, measured[i], measured[0]);
    }

    private void AddRow(string name, List<TimeSpan> measured, List<TimeSpan> baseline)
    {
        var pairs = measured.Zip(baseline).ToArray();
        var seconds = Spread.Of(measured.Select(static time => time.TotalSeconds)).ToString("F2");
        if (measured == baseline)
            _table.AddRow(name, seconds, "", "");
        else
            _table.AddRow(
                name,
                seconds,
                Spread.Of(pairs.Select(static pair => pair.First / pair.Second)).ToString("P1"),
                Spread.Of(pairs.Select(pair => (pair.First - pair.Second).TotalMilliseconds / lines * 1000)).ToString("F2"));
    }
}
