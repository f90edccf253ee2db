using ShutdownAnalyzers.Runtime;

// `dotnet run`: this process becomes the supervisor, and starts itself twice as a worker.
// SIGHUP replaces the workers, and nobody who is being served notices; SIGTERM and Ctrl+C stop them all.
return await WorkerCluster.RunAsync(args, new ClusterOptions { WorkerCount = 2, Stdout = "-", Stderr = "-" }, static args =>
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddGracefulShutdown();

    var app = builder.Build();
    app.UseDrain();
    app.MapGet("/", () => $"Worker {Environment.GetEnvironmentVariable("SHUTDOWN_WORKER")}, process {Environment.ProcessId}\n");
    return app.RunAsync();
});
