using System.Net.WebSockets;
using ShutdownAnalyzers.Load;

namespace ShutdownAnalyzers.Runtime.AspNetCore.Faults;

/// <summary>Connections by the thousand, all told in an orderly way.</summary>
[Collection(nameof(Alone))]
public sealed class CrowdTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_thousand_idle_connections_are_closed()
    {
        using var app = await StartAsync();
        var connections = new List<RawConnection>();
        for (var i = 0; i < 1000; i++)
        {
            var connection = await RawConnection.OpenAsync(app.Server);
            connections.Add(connection);
            await connection.SendAsync("/");
            Assert.StartsWith("HTTP/1.1 200 OK", await connection.ReceiveAsync());
        }

        app.Terminate();

        foreach (var connection in connections)
        {
            Assert.Equal("", await connection.ReceiveToEndAsync()); // A reset throws.
            connection.Dispose();
        }

        Assert.Equal(0, await app.WaitForExitAsync(Cancellation));
    }

    [Fact]
    public async Task Five_thousand_WebSockets_all_see_1001()
    {
        using var app = await StartAsync();
        using var crowd = await SocketCrowd.OpenAsync(app.Server, "/ws", 5000, Cancellation);
        var ending = crowd.EndAsync(Cancellation);
        app.Terminate();

        Assert.Equal([WebSocketCloseStatus.EndpointUnavailable], (await ending).Select(static end => end.Status).Distinct());
        Assert.Equal(0, await app.WaitForExitAsync(Cancellation));
    }

    private static Task<AppProcess> StartAsync() => AppProcess.StartAsync(TestApp.Web, 0, Cancellation, "--Logging:LogLevel:Microsoft.AspNetCore=Warning");
}
