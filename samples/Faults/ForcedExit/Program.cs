using ForcedExit;

// A project of its own: a timeout that its code sets would be enough for the callback that blocks in Drain.
var builder = Host.CreateApplicationBuilder();
builder.Logging.ClearProviders();
builder.Services.AddHostedService<Journal>();

if (args.FirstOrDefault() == "patient")
{
    builder.Services.AddHostedService<Stuck>();
    builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = Timeout.InfiniteTimeSpan);
}
else
{
    builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.Zero);
}

await builder.Build().RunAsync();
