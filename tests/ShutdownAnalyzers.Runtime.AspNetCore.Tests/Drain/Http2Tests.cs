using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ShutdownAnalyzers.Runtime.AspNetCore.Drain;

/// <summary>Streams of one HTTP/2 connection, in clear text and over TLS.</summary>
public sealed class Http2Tests
{
    private const int Streams = 20;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    public async Task All_streams_that_have_begun_are_finished(string scheme)
    {
        var goOn = new TaskCompletionSource();
        await using var app = await StartAsync(scheme, goOn.Task);
        using var http = Client(app);
        var answers = Enumerable.Range(0, Streams).Select(_ => http.GetStringAsync("/slow", Cancellation)).ToList();
        await LocalApp.UntilAsync(() => app.Shutdown().InFlightRequests == Streams);
        Assert.Equal(1, app.Get<OpenConnections>().Count);

        var stopped = await app.BeginToDrainAsync();
        goOn.SetResult();

        Assert.All(await Task.WhenAll(answers), static answer => Assert.Equal("done", answer));
        await stopped;
    }

    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    public async Task The_client_closes_the_connection_in_the_lame_duck(string scheme)
    {
        await using var app = await StartAsync(scheme, Task.CompletedTask, TimeSpan.FromMinutes(10));
        using var http = Client(app);
        await http.GetStringAsync("/slow", Cancellation);

        var stopped = app.StopAsync(Cancellation);
        Assert.Equal("done", await http.GetStringAsync("/slow", Cancellation)); // Its answer comes with GOAWAY.

        await stopped; // Long before the ten minutes are over.
    }

    private static async Task<WebApplication> StartAsync(string scheme, Task goOn, TimeSpan lameDuck = default)
    {
        var builder = LocalApp.NewBuilder(options =>
        {
            options.LameDuckPeriod = lameDuck;
            options.ForcedExitTimeout = TimeSpan.FromHours(1);
        });
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint =>
        {
            endpoint.Protocols = HttpProtocols.Http2;
            if (scheme == "https")
                endpoint.UseHttps(SelfSigned());
        }));
        return await LocalApp.StartAsync(builder, app => app.MapGet("/slow", async () =>
        {
            await goOn;
            return "done";
        }));
    }

    private static HttpClient Client(WebApplication app) => new(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = static delegate { return true; } } })
    {
        BaseAddress = new Uri(app.Urls.Single()),
        DefaultRequestVersion = HttpVersion.Version20,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
