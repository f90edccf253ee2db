using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ShutdownAnalyzers.Runtime;

// A worker of a cluster, looked at from outside. The variable MISBEHAVE says what is wrong with it; MISBEHAVE_0, what with number 0.
var misbehaviour = Environment.GetEnvironmentVariable($"MISBEHAVE_{Environment.GetEnvironmentVariable("SHUTDOWN_WORKER")}")
    ?? Environment.GetEnvironmentVariable("MISBEHAVE") ?? "";
if (misbehaviour == "crash" || (misbehaviour.StartsWith("crash when ") && File.Exists(misbehaviour["crash when ".Length..])))
{
    Console.Error.WriteLine("cannot boot");
    Environment.Exit(3);
}

if (misbehaviour == "hang")
    Thread.Sleep(Timeout.Infinite);

if (misbehaviour.StartsWith("hang until "))
    SpinWait.SpinUntil(() => File.Exists(misbehaviour["hang until ".Length..]));

byte[][] kept = [];
var channel = Environment.GetEnvironmentVariable("SHUTDOWN_WORKER_CHANNEL"); // Gone when AddGracefulShutdown has taken it.
if (args is ["supervise-yourself"])
    return await WorkerCluster.RunAsync(args, new ClusterOptions { Urls = { "http://127.0.0.1:0" }, WorkerCount = 2 }, RunAsync);

await RunAsync(args);
return Environment.ExitCode;

async Task RunAsync(string[] args)
{
    var builder = WebApplication.CreateBuilder(args);
    if (Environment.GetEnvironmentVariable("LISTEN_PID") is null)
        builder.AddGracefulShutdown();
    else
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.UseSystemd()); // An app that knows systemd, and nothing of us.
    if (Environment.GetEnvironmentVariable("LISTEN") is not null)
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 1));
    builder.Logging.SetMinimumLevel(LogLevel.Warning);

    var app = builder.Build();
    if (Environment.GetEnvironmentVariable("LISTEN_PID") is null)
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
    app.MapPost("/print", async (HttpRequest request, string? stream) =>
    {
        using var printed = stream == "errors" ? Console.OpenStandardError() : Console.OpenStandardOutput();
        await request.Body.CopyToAsync(printed);
    });
    app.MapPost("/grow", (int megabytes) => Array.ForEach(kept = [.. Enumerable.Range(0, megabytes).Select(static _ => new byte[1 << 20])], static page => Array.Fill(page, (byte)1)));
    app.MapPost("/stop", (IHostApplicationLifetime lifetime) => { _ = Task.Run(lifetime.StopApplication); });
    app.MapPost("/offline", (int times) =>
    {
        SayOffline(times - 1);
        app.Services.GetRequiredService<IGracefulShutdown>().RequestReplacement("on purpose");
    });
    app.MapPost("/throw", () => new Thread(() => throw new InvalidOperationException("on purpose")).Start());
    app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine("listening on {0}", string.Join(' ', app.Urls)));
    if (misbehaviour == "die online")
        app.Lifetime.ApplicationStarted.Register(() => Environment.FailFast("on purpose"));
    if (misbehaviour == "offline when told to go")
        app.Lifetime.ApplicationStopping.Register(() => SayOffline(times: 2));
    if (misbehaviour == "never end")
        app.Lifetime.ApplicationStopping.Register(() => Thread.Sleep(Timeout.Infinite));
    await app.RunAsync();
}

// Past the package, which would say it once.
void SayOffline(int times)
{
    using var supervisor = new Socket(new SafeSocketHandle(int.Parse(channel!, CultureInfo.InvariantCulture), ownsHandle: false));
    for (var time = 0; time < times; time++)
        supervisor.SendAsync("{\"type\":\"offline\"}\n"u8.ToArray()).Wait();
    Console.WriteLine("said {0} times that it is offline", times);
}
