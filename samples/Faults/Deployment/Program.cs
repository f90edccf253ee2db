// An app that does everything right when it is told to stop, and deployment files by which it is not, or not in time.
var builder = WebApplication.CreateBuilder(args);
builder.AddGracefulShutdown();
builder.Services.AddHealthChecks().AddDrainReadiness();

var app = builder.Build();
app.UseDrain();
app.MapHealthChecks("/ready", new() { Predicate = check => check.Tags.Contains("ready") });
app.MapHealthChecks("/live", new() { Predicate = _ => false });
app.MapGet("/", () => "Hello");

app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine("ready"));
app.Lifetime.ApplicationStopped.Register(() => Console.WriteLine("stopped"));
app.Run();
