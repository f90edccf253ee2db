// What an app can do wrong with its own life (SHUT104 needs a program without a host: see Plain). Each fault needs a process of its own: the first argument says which.
var fault = args.FirstOrDefault();
switch (fault)
{
    case "SHUT102":
        Signals.HearOnce();
        return 0;
    case "SHUT103":
        Signals.FinishFirst();
        return 0;
    case "SHUT107":
        await StartOnlyAsync();
        return 0;
    case "SHUT108":
        await StartAndWaitAsync();
        return 0;
}

var builder = Host.CreateApplicationBuilder(args);
builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(3));
builder.Services.AddHostedService<Witness>();
if (fault is "SHUT106")
    builder.Services.AddHostedService<ThoroughWorker>();
if (fault is "SHUT109")
    builder.Services.AddHostedService<HastyWorker>();

using var host = builder.Build();

if (fault is "SHUT105")
{
    host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(async () =>
    {
        Console.WriteLine("flushing");
        await Task.Delay(TimeSpan.FromSeconds(1));
        Console.WriteLine("flushed");
    });
}

if (fault is "SHUT110")
    new Thread(Polling.Forever).Start();

host.Run();
Console.WriteLine("has run");
return Environment.ExitCode;
