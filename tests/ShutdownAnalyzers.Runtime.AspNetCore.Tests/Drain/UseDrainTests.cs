using System.Net;
using Microsoft.AspNetCore.Builder;

namespace ShutdownAnalyzers.Runtime.AspNetCore.Drain;

public sealed class UseDrainTests
{
    [Fact]
    public void Without_AddGracefulShutdown_it_says_what_is_missing()
    {
        using var app = WebApplication.CreateBuilder().Build();

        var failure = Assert.Throws<InvalidOperationException>(() => app.UseDrain());

        Assert.Equal("UseDrain() needs builder.AddGracefulShutdown().", failure.Message);
    }

    [Fact]
    public async Task Requests_in_flight_are_counted_until_their_response_has_ended()
    {
        await using var app = await LocalApp.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        Assert.Equal("1", await client.GetStringAsync("/count", TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.InternalServerError, (await client.GetAsync("/throw", TestContext.Current.CancellationToken)).StatusCode);

        await LocalApp.UntilAsync(() => app.Get<IGracefulShutdown>().InFlightRequests == 0);
    }
}
