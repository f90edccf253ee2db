using Microsoft.AspNetCore.Http;

namespace ShutdownAnalyzers.Runtime.AspNetCore;

/// <summary>A place for one request in flight. Free while it has no context.</summary>
internal sealed class RequestSlot(InFlightRequests requests, SlotStripe home)
{
    private volatile HttpContext? _context;

    public HttpContext? Context { get => _context; set => _context = value; }

    /// <summary>The clock's timestamp when the request came.</summary>
    public long Began { get; set; }

    /// <summary>The next free slot of the stripe, while this one is free.</summary>
    public RequestSlot? NextFree { get; set; }

    public bool IsEnding => requests.IsEnding;

    public void Leave()
    {
        Context = null;
        home.GiveBack(this);
        requests.StirIfEnding();
    }

    public string Describe(TimeProvider clock)
    {
        try
        {
            var request = Context?.Request;
            return $"{request?.Method} {request?.Path}, {clock.GetElapsedTime(Began).TotalSeconds:0.0} s";
        }
        catch (Exception exception) when (exception is NullReferenceException or ObjectDisposedException)
        {
            return "a request that has just ended"; // The server takes its context back without asking us.
        }
    }
}
