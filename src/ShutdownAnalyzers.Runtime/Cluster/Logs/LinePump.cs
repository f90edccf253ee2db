using System.IO.Pipes;
using System.Runtime.InteropServices;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>
/// Takes what a worker writes out of its pipe and into a log, whole lines at a time, so that lines of several workers never mix.
/// On a thread of its own: a pipe has no asynchronous read, and a worker that floods its output must not wait for others.
/// </summary>
internal sealed class LinePump(ILog log) : IDisposable
{
    private const int SmallestBuffer = 16 * 1024;

    /// <summary>A longer line is written in pieces.</summary>
    private const int LargestBuffer = 1024 * 1024;

    private readonly AnonymousPipeServerStream _pipe = new(PipeDirection.In, HandleInheritability.None);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the last process that had the other end has closed it, and all is written.</summary>
    public Task Ended => _ended.Task;

    /// <summary>The worker's end.</summary>
    public SafeHandle WorkersEnd => _pipe.ClientSafePipeHandle;

    /// <summary>To be called when the worker has its end.</summary>
    public void Start()
    {
        _pipe.DisposeLocalCopyOfClientHandle();
        new Thread(Run, maxStackSize: 256 * 1024) { IsBackground = true, Name = "Worker output" }.Start();
    }

    private void Run()
    {
        var buffer = new byte[SmallestBuffer];
        var length = 0;
        for (int read; (read = Read(buffer.AsSpan(length))) > 0;)
        {
            length += read;
            var whole = buffer.AsSpan(0, length).LastIndexOf((byte)'\n') + 1;
            if (whole == 0 && length == buffer.Length)
            {
                if (length < LargestBuffer)
                {
                    Array.Resize(ref buffer, 2 * length);
                    continue;
                }

                whole = length;
            }

            log.Write(buffer.AsSpan(0, whole));
            buffer.AsSpan(whole, length - whole).CopyTo(buffer);
            length -= whole;
        }

        log.Write(buffer.AsSpan(0, length));
        _pipe.Dispose();
        _ended.SetResult();
    }

    private int Read(Span<byte> buffer)
    {
        try
        {
            return _pipe.Read(buffer);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    public void Dispose() => _pipe.Dispose();
}
