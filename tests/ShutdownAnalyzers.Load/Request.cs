using System.Net;
using System.Text;

namespace ShutdownAnalyzers.Load;

/// <summary>A request that a client sends again and again, each time with an order of its own if it places one.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Path">Path and query.</param>
/// <param name="OrderBody">The JSON body for the order with this id; null for a request that places none.</param>
public sealed record Request(string Method, string Path, Func<Guid, string>? OrderBody = null)
{
    public bool PlacesOrder => OrderBody is not null;

    internal byte[] ToBytes(IPEndPoint server, Guid order)
    {
        var body = OrderBody?.Invoke(order) ?? "";
        var content = PlacesOrder ? $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n" : "";
        return Encoding.ASCII.GetBytes($"{Method} {Path} HTTP/1.1\r\nHost: {server}\r\n{content}\r\n{body}");
    }
}
