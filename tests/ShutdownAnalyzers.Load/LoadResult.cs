using System.Diagnostics;

namespace ShutdownAnalyzers.Load;

/// <summary>All requests of a run, one by one, and what can be said about them.</summary>
/// <param name="Exchanges">Every request that was made or tried.</param>
/// <param name="SignalledAt">When the app was told to stop, as <see cref="Stopwatch.GetTimestamp"/>.</param>
public sealed record LoadResult(IReadOnlyList<Exchange> Exchanges, long SignalledAt)
{
    /// <summary>The requests that left a client with nothing.</summary>
    public IEnumerable<Exchange> Lost => Exchanges.Where(exchange => exchange.Outcome.IsLost());

    /// <summary>The requests that were under way when the app was told to stop.</summary>
    public IEnumerable<Exchange> InFlight => Exchanges.Where(exchange => exchange.InFlightAt(SignalledAt));

    public int Count(Outcome outcome) => Exchanges.Count(exchange => exchange.Outcome == outcome);

    /// <summary>Holds what the clients were told against what the app has stored.</summary>
    public OrderAudit Audit(IReadOnlyCollection<Guid> stored) => new(
        Exchanges.Where(exchange => exchange.Order is not null).ToLookup(exchange => exchange.Outcome == Outcome.Served, exchange => exchange.Order!.Value),
        stored);
}
