using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ShutdownAnalyzers.Runtime.AspNetCore;

/// <summary>
/// The upgrade of a request to a WebSocket, seen below <c>UseWebSockets</c> and whatever else accepts one (SignalR, a proxy),
/// whose options and checks stay their own.
/// </summary>
internal static class WebSocketUpgrade
{
    private const string Protocol = "websocket";

    public static bool IsAskedFor(HttpContext context) =>
        (context.Request.Headers.Upgrade.Count != 0 && context.Request.Headers.Upgrade.ToString().Contains(Protocol, StringComparison.OrdinalIgnoreCase))
        || (HttpMethods.IsConnect(context.Request.Method) && context.Features.Get<IHttpExtendedConnectFeature>() is { Protocol: Protocol });

    public static void Watch(RequestSlot slot, HttpContext context)
    {
        var aborted = context.RequestAborted; // Now: a long-lived endpoint's own ends with the drain.
        if (context.Features.Get<IHttpUpgradeFeature>() is { } upgrade)
            context.Features.Set<IHttpUpgradeFeature>(new Http1(upgrade, Accepted));
        if (context.Features.Get<IHttpExtendedConnectFeature>() is { } connect)
            context.Features.Set<IHttpExtendedConnectFeature>(new Http2(connect, Accepted));

        Stream Accepted(Stream stream) => slot.Upgraded(new DrainableWebSocketStream(stream, aborted));
    }

    private sealed class Http1(IHttpUpgradeFeature inner, Func<Stream, Stream> accepted) : IHttpUpgradeFeature
    {
        public bool IsUpgradableRequest => inner.IsUpgradableRequest;

        public async Task<Stream> UpgradeAsync() => accepted(await inner.UpgradeAsync());
    }

    private sealed class Http2(IHttpExtendedConnectFeature inner, Func<Stream, Stream> accepted) : IHttpExtendedConnectFeature
    {
        public bool IsExtendedConnect => inner.IsExtendedConnect;

        public string? Protocol => inner.Protocol;

        public async ValueTask<Stream> AcceptAsync() => accepted(await inner.AcceptAsync());
    }
}
