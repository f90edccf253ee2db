using System.Net.WebSockets;

/// <summary>Reads a WebSocket until its client has had enough.</summary>
internal static class Chat
{
    public static async Task ServeAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[4096];
        WebSocketReceiveResult message;
        do
            message = await socket.ReceiveAsync(buffer, context.RequestAborted);
        while (message.MessageType != WebSocketMessageType.Close);
    }
}
