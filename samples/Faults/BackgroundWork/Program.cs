using BackgroundWork;

// The first argument is the id of a rule: the service with its fault is the one that runs.
Host.CreateDefaultBuilder(args)
    .ConfigureWebHostDefaults(web => web.UseUrls("http://127.0.0.1:0").UseStartup<Startup>())
    .ConfigureServices(services => services.AddHostedService<Witness>().AddFaultyService(args.FirstOrDefault()))
    .Build()
    .Run();
