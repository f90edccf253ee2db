// A web app with every fault that a connection without end can have. SIGTERM stops it.
var builder = WebApplication.CreateBuilder(args);
builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(10));

var app = builder.Build();
app.UseWebSockets();
app.Map("/chat", Chat.ServeAsync);
app.Map("/feed", Feed.ServeAsync);
app.MapGet("/ticks", Ticks.SendAsync);
app.Run();
