using System.Net.WebSockets;

/// <summary>Reads a WebSocket until the app stops, and with that breaks it.</summary>
internal static class Feed
{
    public static async Task ServeAsync(HttpContext context, IHostApplicationLifetime lifetime)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[4096];
        WebSocketReceiveResult message;
        do
            message = await socket.ReceiveAsync(buffer, lifetime.ApplicationStopping);
        while (message.MessageType != WebSocketMessageType.Close);
    }
}
