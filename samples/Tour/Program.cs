using System.Runtime.InteropServices;
using ShutdownAnalyzers.Load;
using ShutdownAnalyzers.Scratch;
using Spectre.Console;
using Tour;

if (OperatingSystem.IsWindows()) return Fail("The tour sends SIGTERM, which Windows does not have. Run it on Linux, macOS or in WSL.");
if (!TryReadPort(args, out var port)) return Fail("Usage: dotnet run --project samples/Tour [-- --port <0-65535>]   (0, the default, takes a free port)");

using var stop = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

try
{
    var tour = new ShutdownTour(RepositoryRoot(), port, new Narrator(CreateConsole(), ShutdownTour.Steps), stop.Token);
    return await tour.RunAsync() ? 0 : 1;
}
catch (Exception e) when (e is TourException or AppFailedException or DotnetFailedException)
{
    return Fail(e.Message);
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return Fail("Stopped before the end.");
}

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stop.Cancel();
}

static IAnsiConsole CreateConsole()
{
    if (!Console.IsOutputRedirected) return AnsiConsole.Console;

    // A log is read in a viewer that wraps by itself and knows no colours.
    var log = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
    log.Profile.Width = 1000;
    return log;
}

static bool TryReadPort(string[] args, out int port)
{
    port = 0;
    return args is [] || (args is ["--port", var text] && int.TryParse(text, out port) && port is >= 0 and <= 65535);
}

static string RepositoryRoot()
{
    var folder = new DirectoryInfo(AppContext.BaseDirectory);
    while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ShutdownAnalyzers.sln"))) folder = folder.Parent;
    return folder?.FullName ?? throw new TourException("The tour belongs to its repository and cannot find it: run it with `dotnet run --project samples/Tour` from there.");
}

static int Fail(string reason)
{
    Console.Error.WriteLine(reason);
    return 1;
}
