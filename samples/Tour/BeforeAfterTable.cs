using ShutdownAnalyzers.Load;
using Spectre.Console;

namespace Tour;

/// <summary>The same load and the same signal, before the fixes and after them.</summary>
internal static class BeforeAfterTable
{
    public static Table Of(Half before, Half after)
    {
        var table = new Table()
            .AddColumn("")
            .AddColumn(new TableColumn("before").RightAligned())
            .AddColumn(new TableColumn("after").RightAligned());

        Faults("shutdown warnings in the build", half => half.Warnings);

        table.AddEmptyRow();
        Count("requests", trial => trial.Load.Exchanges.Count);
        Count("served", Ended(Outcome.Served));
        Count("503, asked to retry elsewhere", Ended(Outcome.AskedToRetry));
        Count("refused after the listener closed", Ended(Outcome.ListenerClosed));

        table.AddEmptyRow();
        Lost("lost", trial => trial.Load.Lost.Count());
        Lost("  refused while running", Ended(Outcome.Refused));
        Lost("  reset", Ended(Outcome.Reset));
        Lost("  closed without a response", Ended(Outcome.NoResponse));
        Lost("  closed in mid-response", Ended(Outcome.CutShort));
        Lost("  5xx", Ended(Outcome.ServerError));
        Lost("  another status", Ended(Outcome.UnexpectedStatus));
        Lost("  no answer in time", Ended(Outcome.TimedOut));

        table.AddEmptyRow();
        Count("in flight at SIGTERM", trial => trial.Load.InFlight.Count());
        Lost("  of them cut", trial => trial.Load.InFlight.Count(exchange => exchange.Outcome.IsLost()));

        table.AddEmptyRow();
        Count("orders stored", trial => trial.Orders.Stored);
        Lost("  confirmed but not stored", trial => trial.Orders.AnsweredButNotStored);
        Lost("  stored but not confirmed", trial => trial.Orders.StoredButNotAnswered);
        Lost("  stored twice", trial => trial.Orders.StoredTwice);

        table.AddEmptyRow();
        table.AddRow("seconds from SIGTERM to exit", $"{before.Trial.StopTime.TotalSeconds:0.0}", $"{after.Trial.StopTime.TotalSeconds:0.0}");
        Lost("exit code", trial => trial.ExitCode);
        return table;

        void Count(string name, Func<ShopTrial, int> count) =>
            table.AddRow(name, $"{count(before.Trial):N0}", $"{count(after.Trial):N0}");

        void Lost(string name, Func<ShopTrial, int> count) => Faults(name, half => count(half.Trial));

        void Faults(string name, Func<Half, int> count) => table.AddRow(name, Coloured(count(before)), Coloured(count(after)));

        static string Coloured(int count) => count == 0 ? "[green]0[/]" : $"[red]{count:N0}[/]";

        static Func<ShopTrial, int> Ended(Outcome outcome) => trial => trial.Load.Count(outcome);
    }
}
