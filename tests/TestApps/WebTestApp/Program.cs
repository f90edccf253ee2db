using WebTestApp;

// A small web app whose shutdown the tests look at from outside. Its options come from the command line,
// as `--GracefulShutdown:DrainMode=Serve`; with `--plain=true` it goes without us.
// With `--inherited-socket=N` it listens on a socket that whoever has started it shares with others.
var builder = WebApplication.CreateBuilder(args);
var plain = builder.Configuration.GetValue<bool>("plain");
var health = builder.Services.AddHealthChecks();
if (!plain)
{
    builder.AddGracefulShutdown();
    health.AddDrainReadiness();
}

if (builder.Configuration.GetValue<ulong?>("inherited-socket") is { } descriptor)
    builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenHandle(descriptor));

builder.AddFaults();

var app = builder.Build();
app.InjectFaults();
if (!plain)
    app.UseDrain();

app.UseWebSockets();
app.MapHealthChecks("/ready");
app.Map("/ws", EchoSocket.RunAsync);
app.MapGet("/", () => "hello");
app.MapGet("/pid", () => Environment.ProcessId);
app.MapGet("/health", () => "healthy");
app.MapGet("/slow", async (int ms) =>
{
    await Task.Delay(ms);
    return "slow";
});
app.MapGet("/bytes", (int count) => Results.Bytes(new byte[count]));
app.MapPost("/echo", (HttpRequest request) => Results.Stream(request.Body));
app.Run();
