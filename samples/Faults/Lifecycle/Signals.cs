using System.Runtime.InteropServices;

/// <summary>Programs without a host that want to hear of SIGTERM.</summary>
internal static class Signals
{
    /// <summary>The registration is not kept.</summary>
    public static void HearOnce()
    {
        using var stopping = new ManualResetEventSlim();
        Listen(stopping);

        // What happens in a program of some age by itself.
        GC.Collect();
        GC.WaitForPendingFinalizers();

        Console.WriteLine("ready");
        stopping.Wait();
    }

    /// <summary>The signal is taken over when the work is done, and not before.</summary>
    public static void FinishFirst()
    {
        using var stopping = new ManualResetEventSlim();
        using var onSigterm = PosixSignalRegistration.Create(PosixSignal.SIGTERM, async signal =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100));
            signal.Cancel = true;
            Console.WriteLine("finished");
            stopping.Set();
        });

        Console.WriteLine("ready");
        stopping.Wait();
    }

    private static void Listen(ManualResetEventSlim stopping)
    {
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            Console.WriteLine("SIGTERM heard");
            signal.Cancel = true;
            stopping.Set();
        });
    }
}
