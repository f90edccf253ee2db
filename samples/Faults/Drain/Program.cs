using Drain;

// Each fault needs a process of its own: the first argument says which.
var scenario = args.FirstOrDefault();
var builder = WebApplication.CreateBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Configuration["shutdownTimeoutSeconds"] = scenario == "SHUT204" ? "2" : "30";
builder.Services.AddHealthChecks();

await using var app = builder.Build();
app.MapOrders();
app.MapFeed();
app.MapHealthChecks("/health");

switch (scenario)
{
    case "SHUT203":
        app.UseStatusCodePages();
        app.UseDrain();
        break;
    case "SHUT204":
        Stop.SlowlyWith(app.Lifetime);
        break;
    case "SHUT205":
        break;
    case "SHUT208":
        app.Use(Rejection.WhileStopping(app.Lifetime));
        break;
    default:
        Console.Error.WriteLine("Usage: Drain SHUT203|SHUT204|SHUT205|SHUT208");
        return 2;
}

await app.StartAsync();
var answer = Client.GetAsync(app.Urls.First() + (scenario == "SHUT205" ? "/order" : "/report"));
await app.WaitForShutdownAsync();
Console.WriteLine($"The client got {await answer}.");
return 0;
