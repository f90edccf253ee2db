using ShutdownAnalyzers.Runtime;

// `dotnet run`, or `dotnet run http://127.0.0.1:8080`: this process becomes the supervisor, and starts itself twice as a worker.
// SIGHUP replaces the workers, and nobody who is being served notices; SIGTERM and Ctrl+C stop them all.
var options = new ClusterOptions { WorkerCount = 2, Stdout = "-", Stderr = "-" };
if (args is [var url, ..])
    options.Urls.Add(url);

return await WorkerCluster.RunAsync(args, options, static args =>
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddGracefulShutdown();

    var app = builder.Build();
    app.UseDrain();
    app.MapGet("/", () => $"Worker {Environment.GetEnvironmentVariable("SHUTDOWN_WORKER")}, process {Environment.ProcessId}\n");
    return app.RunAsync();
});
