// A worker of a cluster, looked at from outside. The variable MISBEHAVE says what is wrong with it.
switch (Environment.GetEnvironmentVariable("MISBEHAVE"))
{
    case "crash":
        Console.Error.WriteLine("cannot boot");
        return 3;
    case "hang":
        Thread.Sleep(Timeout.Infinite);
        break;
}

var builder = WebApplication.CreateBuilder(args);
builder.AddGracefulShutdown();
builder.Logging.SetMinimumLevel(LogLevel.Warning);

var app = builder.Build();
app.UseDrain();
app.MapGet("/", () => "hello");
app.MapGet("/pid", () => Environment.ProcessId);
app.MapGet("/number", () => Environment.GetEnvironmentVariable("SHUTDOWN_WORKER"));
app.MapGet("/variable", (string name) => Environment.GetEnvironmentVariable(name));
app.MapGet("/arguments", () => args);
app.MapGet("/folder", () => Environment.CurrentDirectory);
app.MapGet("/slow", async (int ms) =>
{
    await Task.Delay(ms);
    return "slow";
});
app.MapPost("/echo", (HttpRequest request) => Results.Stream(request.Body));
app.MapPost("/print", async (HttpRequest request) =>
{
    using var stdout = Console.OpenStandardOutput();
    await request.Body.CopyToAsync(stdout);
});
app.MapPost("/exit", (int code) => Environment.Exit(code));
app.MapPost("/stop", (IHostApplicationLifetime lifetime) => lifetime.StopApplication());
app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine("listening on {0}", string.Join(' ', app.Urls)));
if (Environment.GetEnvironmentVariable("MISBEHAVE") == "never end")
    app.Lifetime.ApplicationStopping.Register(() => Thread.Sleep(Timeout.Infinite));
app.Run();
return 0;
