// A small web app whose shutdown the tests look at from outside. Its options come from the command line,
// as `--GracefulShutdown:DrainMode Serve`.
var builder = WebApplication.CreateBuilder(args);
builder.AddGracefulShutdown();

var app = builder.Build();
app.UseDrain();
app.MapGet("/", () => "hello");
app.MapGet("/health", () => "healthy");
app.MapGet("/slow", async (int ms) =>
{
    await Task.Delay(ms);
    return "slow";
});
app.MapPost("/echo", (HttpRequest request) => Results.Stream(request.Body));
app.Run();
