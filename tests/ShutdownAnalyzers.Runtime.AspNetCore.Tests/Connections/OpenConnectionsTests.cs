namespace ShutdownAnalyzers.Runtime.AspNetCore.Connections;

public sealed class OpenConnectionsTests
{
    [Fact]
    public async Task A_connection_counts_from_the_accept_until_it_is_closed()
    {
        await using var app = await LocalApp.StartAsync();
        var connections = app.Get<OpenConnections>();

        using (await RawConnection.OpenAsync(app.Server()))
            await LocalApp.UntilAsync(() => connections.Count == 1);

        await LocalApp.UntilAsync(() => connections.Count == 0);
    }
}
