using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using ShutdownAnalyzers.Load;

namespace ShutdownAnalyzers.Runtime.AspNetCore.Connections.Grpc;

/// <summary>What a user of gRPC's own client library sees of a shutdown.</summary>
public sealed class GrpcTests
{
    private const string Python = "/usr/bin/python3"; // The one that knows Debian's packages.

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stream_hears_that_the_server_goes_away_and_a_call_in_flight_its_answer()
    {
        await RequireLibraryAsync();
        var answer = new TaskCompletionSource();
        await using var app = await StartAsync(answer.Task);
        using var client = StartClient(app);
        await client.WaitForOutputAsync("watch has begun", Cancellation);
        await LocalApp.UntilAsync(() => app.Shutdown().InFlightRequests == 2);

        var stopped = await app.BeginToDrainAsync();

        await client.WaitForOutputAsync("watch UNAVAILABLE: the server goes away", Cancellation);
        await client.WaitForOutputAsync("late UNAVAILABLE", Cancellation);
        answer.SetResult();
        Assert.Equal(0, await client.WaitForExitAsync(Cancellation));
        Assert.Contains("ask OK: late", client.Output);
        await stopped;
    }

    private static Task<WebApplication> StartAsync(Task answer)
    {
        var builder = LocalApp.NewBuilder(static options => options.LameDuckPeriod = TimeSpan.Zero);
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.ConfigureEndpointDefaults(static endpoint => endpoint.Protocols = HttpProtocols.Http2));
        return LocalApp.StartAsync(builder, app => ClockService.Map(app, answer));
    }

    private static AppProcess StartClient(WebApplication app) =>
        AppProcess.StartCommand(Python, AppContext.BaseDirectory, Path.Combine("Connections", "Grpc", "client.py"), app.Server().ToString());

    private static async Task RequireLibraryAsync()
    {
        using var import = File.Exists(Python) ? AppProcess.StartCommand(Python, AppContext.BaseDirectory, "-c", "import grpc") : null;
        Requirement.Check("grpc", import is not null && await import.WaitForExitAsync(Cancellation) == 0, package: "python3-grpcio");
    }
}
