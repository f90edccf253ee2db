using ShutdownAnalyzers.Load;
using Spectre.Console;

namespace ShutdownAnalyzers.Benchmarks.Cluster;

/// <summary>What each contender's deploys have cost, by how a request failed and by who had made it.</summary>
internal static class LossTables
{
    public static void Show(IReadOnlyList<DeployLosses> losses)
    {
        AnsiConsole.Write(ByOutcome(losses));
        AnsiConsole.Write(ByTraffic(losses));
    }

    private static Table ByOutcome(IReadOnlyList<DeployLosses> losses)
    {
        Outcome[] seen = [.. losses.SelectMany(static loss => loss.Failed).Select(static failed => failed.Outcome).Distinct().Order()];
        var table = new Table().Title($"2 workers, {DeployTraffic.Groups.Sum(static group => group.Clients)} clients, {Environment.ProcessorCount} cores");
        table.AddColumns(["", "deploys", "seconds each, under this load", "requests", "failed", .. seen.Select(NameOf)]);
        foreach (var loss in losses)
        {
            table.AddRow(
            [
                loss.Name, $"{loss.Deploys.Count}", Spread.Of(loss.Deploys.Select(static deploy => deploy.TotalSeconds)).ToString("0.0"),
                $"{loss.Load.Exchanges.Count:N0}", $"{loss.Failed.Count:N0}", .. seen.Select(outcome => $"{loss.Failed.Count(failed => failed.Outcome == outcome):N0}"),
            ]);
        }

        return table;
    }

    private static Table ByTraffic(IReadOnlyList<DeployLosses> losses)
    {
        var table = new Table().Title("Failed, of all requests");
        table.AddColumns(["", .. losses.Select(static loss => loss.Name)]);
        foreach (var group in DeployTraffic.Groups)
            AddRow(group.Name, exchange => exchange.Group == group);
        AddRow("all GET", static exchange => exchange.Request.Method == "GET");
        AddRow("all POST", static exchange => exchange.Request.Method == "POST");
        return table;

        void AddRow(string traffic, Func<Exchange, bool> belongs) => table.AddRow(
            [traffic, .. losses.Select(loss => $"{loss.Failed.Count(belongs):N0} of {loss.Load.Exchanges.Count(belongs):N0}")]);
    }

    private static string NameOf(Outcome outcome) => outcome switch
    {
        Outcome.Refused => "refused",
        Outcome.Reset => "reset (RST)",
        Outcome.NoResponse => "closed unanswered (FIN)",
        Outcome.CutShort => "cut short (FIN)",
        Outcome.ServerError => "5xx",
        Outcome.TimedOut => "no answer in time",
        _ => outcome.ToString(),
    };
}
