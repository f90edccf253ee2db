using System.Diagnostics;
using System.Net;
using ShutdownAnalyzers.Runtime;

// A worker of a cluster, looked at from outside. The variable MISBEHAVE says what is wrong with it.
var misbehaviour = Environment.GetEnvironmentVariable("MISBEHAVE") ?? "";
if (misbehaviour == "crash" || (misbehaviour.StartsWith("crash when ") && File.Exists(misbehaviour["crash when ".Length..])))
{
    Console.Error.WriteLine("cannot boot");
    Environment.Exit(3);
}

if (misbehaviour == "hang")
    Thread.Sleep(Timeout.Infinite);

if (args is ["supervise-yourself"])
    return await WorkerCluster.RunAsync(args, new ClusterOptions { Urls = { "http://127.0.0.1:0" }, WorkerCount = 2 }, RunAsync);

await RunAsync(args);
return Environment.ExitCode;

async Task RunAsync(string[] args)
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddGracefulShutdown();
    if (Environment.GetEnvironmentVariable("LISTEN") is not null)
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 1));
    builder.Logging.SetMinimumLevel(LogLevel.Warning);

    var app = builder.Build();
    app.UseDrain();
    app.MapGet("/", () => "hello");
    app.MapGet("/pid", () => Environment.ProcessId);
    app.MapGet("/number", () => Environment.GetEnvironmentVariable("SHUTDOWN_WORKER"));
    app.MapGet("/variable", (string name) => Environment.GetEnvironmentVariable(name) ?? "");
    app.MapGet("/descriptors", () => string.Join('\n', Directory.GetFileSystemEntries("/proc/self/fd").Select(static link => new FileInfo(link).LinkTarget)));
    app.MapGet("/memory", () => File.ReadAllText("/proc/self/maps"));
    app.MapGet("/descriptors-of-child", () =>
    {
        using var child = Process.Start(new ProcessStartInfo("ls", "-l /proc/self/fd") { RedirectStandardOutput = true })!;
        return child.StandardOutput.ReadToEnd();
    });
    app.MapGet("/arguments", () => args);
    app.MapGet("/place", () => $"{typeof(Program).Assembly.Location} in {Environment.CurrentDirectory}");
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
    app.MapPost("/stop", (IHostApplicationLifetime lifetime) => { _ = Task.Run(lifetime.StopApplication); });
    app.MapPost("/throw", () => new Thread(() => throw new InvalidOperationException("on purpose")).Start());
    app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine("listening on {0}", string.Join(' ', app.Urls)));
    if (misbehaviour == "never end")
        app.Lifetime.ApplicationStopping.Register(() => Thread.Sleep(Timeout.Infinite));
    await app.RunAsync();
}
