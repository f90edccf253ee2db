using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace ShutdownAnalyzers.Runtime.AspNetCore;

/// <summary>
/// Lets a listening socket finish handshakes and begin no new ones: a packet filter that drops opening SYNs.
/// The client sends its SYN again after a second and then meets a closed port, or another instance.
/// </summary>
internal static unsafe class SynFilter
{
    private const int SocketLevel = 1; // SOL_SOCKET
    private const int AttachFilter = 26; // SO_ATTACH_FILTER

    /// <summary>On Linux only; elsewhere a short race between the last accept and the close remains.</summary>
    public static void TryAttach(Socket socket)
    {
        if (!OperatingSystem.IsLinux())
            return;

        // What a filter sees of a TCP packet begins with the TCP header; byte 13 holds the flags, SYN = 2, ACK = 16.
        ReadOnlySpan<Instruction> filter =
        [
            new(0x30, 0, 0, 13), // load the flags
            new(0x54, 0, 0, 0x12), // keep SYN and ACK
            new(0x15, 0, 1, 0x02), // SYN alone?
            new(0x06, 0, 0, 0), // drop
            new(0x06, 0, 0, uint.MaxValue), // let pass
        ];

        fixed (Instruction* first = filter)
        {
            var program = new Program { Length = (ushort)filter.Length, First = first };
            try
            {
                socket.SetRawSocketOption(SocketLevel, AttachFilter, new ReadOnlySpan<byte>(&program, sizeof(Program)));
            }
            catch (SocketException)
            {
                // A sandbox without packet filters: the same as on other systems.
            }
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Instruction(ushort Code, byte JumpTrue, byte JumpFalse, uint Value);

    [StructLayout(LayoutKind.Sequential)]
    private struct Program
    {
        public ushort Length;
        public Instruction* First;
    }
}
