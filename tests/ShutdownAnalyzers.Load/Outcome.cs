namespace ShutdownAnalyzers.Load;

/// <summary>What became of one request.</summary>
public enum Outcome
{
    /// <summary>Answered with a 2xx, read to its last byte.</summary>
    Served,

    /// <summary>Answered 503 with <c>Retry-After</c> and <c>Connection: close</c>: nothing was done, another instance may be asked.</summary>
    AskedToRetry,

    /// <summary>Refused a new connection after the signal, its listener closed: the load balancer's to avoid.</summary>
    ListenerClosed,

    /// <summary>Refused a new connection though nobody had told the app to stop.</summary>
    Refused,

    /// <summary>The connection was reset before the whole response was there.</summary>
    Reset,

    /// <summary>The connection was closed in an orderly way without a byte of a response.</summary>
    NoResponse,

    /// <summary>The connection was closed in an orderly way in the middle of the response.</summary>
    CutShort,

    /// <summary>Answered with a 5xx that does not ask to retry.</summary>
    ServerError,

    /// <summary>Answered with a status that is neither a 2xx nor a 5xx.</summary>
    UnexpectedStatus,

    /// <summary>Neither answered nor closed within the time a client waits.</summary>
    TimedOut,
}

public static class OutcomeExtensions
{
    /// <summary>Whether a client, or the user behind it, is left with nothing.</summary>
    public static bool IsLost(this Outcome outcome) =>
        outcome is not (Outcome.Served or Outcome.AskedToRetry or Outcome.ListenerClosed);
}
