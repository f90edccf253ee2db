using System.Buffers.Binary;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ShutdownAnalyzers.Runtime.AspNetCore.Connections.Grpc;

/// <summary>
/// A gRPC service on the wire, for the library that would write it is not to be had here: length-prefixed messages, the status in the trailers.
/// As with the library, a method whose token is cancelled says how it ends.
/// </summary>
internal static class ClockService
{
    private const int Ok = 0;
    private const int Unavailable = 14;

    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(20);

    public static void Map(WebApplication app, Task answer)
    {
        app.MapPost("/Clock/Watch", static (HttpContext call) => RunAsync(call, TickAsync)).LongLived();
        app.MapPost("/Clock/Ask", (HttpContext call) => RunAsync(call, async call =>
        {
            await answer;
            await SendAsync(call, "late"u8.ToArray());
        }));
    }

    private static async Task TickAsync(HttpContext call)
    {
        while (true)
        {
            await SendAsync(call, "tick"u8.ToArray());
            await Task.Delay(s_tick, call.RequestAborted);
        }
    }

    private static async Task RunAsync(HttpContext call, Func<HttpContext, Task> method)
    {
        call.Response.ContentType = "application/grpc";
        try
        {
            await method(call);
            End(call, Ok, "");
        }
        catch (OperationCanceledException)
        {
            End(call, Unavailable, "the server goes away");
        }
    }

    private static async Task SendAsync(HttpContext call, byte[] message)
    {
        var frame = new byte[5 + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame, 5);
        await call.Response.Body.WriteAsync(frame);
        await call.Response.Body.FlushAsync();
    }

    private static void End(HttpContext call, int status, string message)
    {
        call.Response.AppendTrailer("grpc-status", status.ToString());
        call.Response.AppendTrailer("grpc-message", message);
    }
}
