using Microsoft.Extensions.Hosting;
var builder = Host.CreateApplicationBuilder(args);
builder.AddGracefulShutdown();
builder.Build().Run();
