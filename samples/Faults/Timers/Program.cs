// A host with every fault that a timer can have. SIGTERM stops it.
var builder = Host.CreateApplicationBuilder();
builder.Services.AddSingleton<PriceCache>();
builder.Services.AddHostedService<Exporter>();
builder.Services.AddHostedService<Heartbeat>();
builder.Services.AddHostedService<Cleaner>();

var host = builder.Build();
host.Services.GetRequiredService<PriceCache>();
await host.RunAsync();
Console.WriteLine("host stopped");
