using Microsoft.AspNetCore.Http;

namespace ShutdownAnalyzers.Runtime.AspNetCore;

/// <summary>A place for one request in flight. Free while it has no context.</summary>
internal sealed class RequestSlot(InFlightRequests requests, SlotStripe home)
{
    private volatile HttpContext? _context;
    private volatile DrainableWebSocketStream? _webSocket;

    public HttpContext? Context { get => _context; set => _context = value; }

    /// <summary>What the request has become, if it has.</summary>
    public DrainableWebSocketStream? WebSocket => _webSocket;

    /// <summary>The clock's timestamp when the request came.</summary>
    public long Began { get; set; }

    /// <summary>The next free slot of the stripe, while this one is free.</summary>
    public RequestSlot? NextFree { get; set; }

    public bool IsEnding => requests.IsEnding;

    public DrainableWebSocketStream Upgraded(DrainableWebSocketStream webSocket)
    {
        _webSocket = webSocket;
        if (requests.IsDraining)
            _ = webSocket.LeaveAsync(); // All others have been told already.
        return webSocket;
    }

    public void Leave()
    {
        Context = null;
        if (_webSocket is not null)
            _webSocket = null;
        home.GiveBack(this);
        requests.StirIfEnding();
    }

    /// <summary>Cuts its connection, or its stream of one.</summary>
    public void Abort() => Read(static context =>
    {
        context.Abort();
        return context;
    });

    /// <summary>Reads from the context while the request may end at any moment; null if it has.</summary>
    public T? Read<T>(Func<HttpContext, T> read) where T : class
    {
        try
        {
            return Context is { } context ? read(context) : null;
        }
        catch (Exception exception) when (exception is NullReferenceException or ObjectDisposedException)
        {
            return null; // The server takes its context back without asking us.
        }
    }
}
