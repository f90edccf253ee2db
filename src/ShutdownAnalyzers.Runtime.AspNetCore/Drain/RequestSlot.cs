using Microsoft.AspNetCore.Http;

namespace ShutdownAnalyzers.Runtime.AspNetCore;

/// <summary>A place for one request in flight. Free while it has no context.</summary>
internal sealed class RequestSlot(InFlightRequests requests)
{
    private volatile HttpContext? _context;
    private volatile DrainableWebSocketStream? _webSocket;
    private long _uses;

    public HttpContext? Context => _context;

    /// <summary>What the request has become, if it has.</summary>
    public DrainableWebSocketStream? WebSocket => _webSocket;

    /// <summary>When the request came, by <see cref="Environment.TickCount64"/>: cheap to read for each request, and exact enough for what hangs.</summary>
    public long Began { get; private set; }

    /// <summary>How many requests have had this place.</summary>
    public long Uses => Volatile.Read(ref _uses);

    public bool IsEnding => requests.IsEnding;

    public DrainableWebSocketStream Upgraded(DrainableWebSocketStream webSocket)
    {
        _webSocket = webSocket;
        if (requests.IsDraining)
            _ = webSocket.LeaveAsync(); // All others have been told already.
        return webSocket;
    }

    public void Enter(HttpContext context)
    {
        Volatile.Write(ref _uses, _uses + 1);
        Began = Environment.TickCount64;
        _context = context;
    }

    public void Leave()
    {
        _context = null;
        if (_webSocket is not null)
            _webSocket = null;
        requests.Left(this);
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
