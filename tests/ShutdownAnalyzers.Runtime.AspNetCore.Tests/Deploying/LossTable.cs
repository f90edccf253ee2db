using System.Text;
using System.Text.RegularExpressions;
using ShutdownAnalyzers.Load;

namespace ShutdownAnalyzers.Runtime.AspNetCore.Deploying;

/// <summary>How many requests a rolling restart lost: a row for each setting of the proxy and method, a column for each way the app stops.</summary>
internal sealed class LossTable(string[] headings, string[] columns)
{
    private readonly List<(string[] Labels, Cell[] Cells)> _rows = [];

    /// <param name="Lost">How many of them were lost.</param>
    /// <param name="Requests">How many there were.</param>
    /// <param name="LosesNothing">Whether that is a promise.</param>
    public sealed record Cell(int Lost, int Requests, bool LosesNothing)
    {
        public static Cell Of(LoadResult load, string method, bool losesNothing)
        {
            Exchange[] requests = [.. load.Exchanges.Where(exchange => exchange.Request.Method == method)];
            return new(requests.Count(static exchange => exchange.Outcome.IsLost()), requests.Length, losesNothing);
        }

        public string Text => Lost == 0 ? "0" : $"**{Lost}**";
    }

    /// <summary>What was promised and not kept.</summary>
    public IEnumerable<string> BrokenPromises =>
        from row in _rows
        from cell in row.Cells.Index()
        where cell.Item.LosesNothing && cell.Item.Lost > 0
        select $"{string.Join(", ", row.Labels)}, {columns[cell.Index]}: {cell.Item.Lost} of {cell.Item.Requests} lost";

    public void Add(string[] labels, IEnumerable<Cell> cells) => _rows.Add((labels, [.. cells]));

    public int LostIn(string column) => _rows.Sum(row => row.Cells[Array.IndexOf(columns, column)].Lost);

    public string ToMarkdown() => Write(static text => text, static cell => cell.Text);

    /// <summary>What the table looks like in any run that keeps the promises.</summary>
    public Regex Pattern() => new(Write(Regex.Escape, static cell => cell.LosesNothing ? "0" : @"(0|\*\*\d+\*\*)"));

    private string Write(Func<string, string> literal, Func<Cell, string> number)
    {
        var text = new StringBuilder();
        Line([.. headings, .. columns]);
        Line([.. headings.Select(static _ => "---"), .. columns.Select(static _ => "---:")]);
        foreach (var (labels, cells) in _rows)
            text.Append(literal($"| {string.Join(" | ", labels)} | ")).Append(string.Join(literal(" | "), cells.Select(number))).Append(literal(" |\n"));
        return text.ToString();

        void Line(IEnumerable<string> values) => text.Append(literal($"| {string.Join(" | ", values)} |\n"));
    }
}
