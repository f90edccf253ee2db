using System.Runtime.InteropServices;

/// <summary>A program that wants to hear of SIGTERM, and has forgotten to keep the registration.</summary>
internal static class Signals
{
    public static void WaitForSigterm()
    {
        using var stopping = new ManualResetEventSlim();
        Listen(stopping);

        // What happens in a program of some age by itself.
        GC.Collect();
        GC.WaitForPendingFinalizers();

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
