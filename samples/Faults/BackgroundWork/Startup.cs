namespace BackgroundWork;

internal sealed class Startup
{
    public void ConfigureServices(IServiceCollection services) =>
        services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(1));

    public void Configure(IApplicationBuilder app, IHostApplicationLifetime lifetime)
    {
        app.Use((context, next) =>
        {
            if (!lifetime.ApplicationStopping.IsCancellationRequested)
                return next(context);

            context.Response.StatusCode = 503;
            context.Response.Headers.Connection = "close";
            return Task.CompletedTask;
        });
        app.UseRouting();
        app.UseEndpoints(endpoints => endpoints.MapPost("/orders", () =>
        {
            _ = Receipts.SendAsync(); // SHUT404
            return Results.Accepted();
        }));
    }
}
