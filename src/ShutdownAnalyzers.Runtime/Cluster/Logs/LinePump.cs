using System.IO.Pipes;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>
/// Takes what a worker writes out of its pipe and into a log, whole lines at a time, so that lines of several workers never mix.
/// On a thread of its own: a pipe has no asynchronous read, and a worker that floods its output must not wait for others.
/// </summary>
internal sealed class LinePump : IDisposable
{
    private const int SmallestBuffer = 16 * 1024;

    /// <summary>A longer line is written in pieces.</summary>
    private const int LargestBuffer = 1024 * 1024;

    private readonly ILog _log;
    private readonly PipeStream _pipe;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _moving = new();
    private byte[] _buffer = new byte[SmallestBuffer];
    private int _length;

    /// <summary>For a worker that is about to be started.</summary>
    /// <exception cref="IOException">There is no descriptor left for a pipe.</exception>
    public LinePump(ILog log)
    {
        _log = log;
        _pipe = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.None);
    }

    /// <summary>For a worker that runs, from the supervisor before.</summary>
    public LinePump(ILog log, HandedPipe pipe)
    {
        _log = log;
        Posix.CloseOnExec(pipe.Descriptor);
        _pipe = new AnonymousPipeClientStream(PipeDirection.In, new SafePipeHandle(pipe.Descriptor, ownsHandle: true));
        Array.Resize(ref _buffer, Math.Max(SmallestBuffer, pipe.BegunLine.Length + 1));
        pipe.BegunLine.CopyTo(_buffer, 0);
        _length = pipe.BegunLine.Length;
    }

    /// <summary>Ends when the last process that had the other end has closed it, and all is written.</summary>
    public Task Ended => _ended.Task;

    /// <summary>The worker's end.</summary>
    public SafeHandle WorkersEnd => ((AnonymousPipeServerStream)_pipe).ClientSafePipeHandle;

    /// <summary>To be called when the worker has its end.</summary>
    public void Start()
    {
        CloseWorkersEnd();
        new Thread(Run, maxStackSize: 256 * 1024) { IsBackground = true, Name = "Worker output" }.Start();
    }

    /// <summary>Moves nothing until <see cref="Release"/>, which only the same thread can call.</summary>
    /// <returns>What the next supervisor needs to go on; null if nothing is left to move.</returns>
    public HandedPipe? Hold()
    {
        _moving.Enter();
        return Ended.IsCompleted ? null : new HandedPipe((int)_pipe.SafePipeHandle.DangerousGetHandle(), _buffer[.._length]);
    }

    public void Release() => _moving.Exit();

    private void Run()
    {
        var descriptor = (int)_pipe.SafePipeHandle.DangerousGetHandle();
        do
            WaitForInput(descriptor);
        while (Move());

        lock (_moving)
        {
            _log.Write(_buffer.AsSpan(0, _length));
            _pipe.Dispose();
            _ended.SetResult();
        }
    }

    /// <returns>False at the end.</returns>
    private bool Move()
    {
        lock (_moving)
        {
            var read = Read(_buffer.AsSpan(_length));
            if (read == 0)
                return false;

            _length += read;
            var whole = _buffer.AsSpan(0, _length).LastIndexOf((byte)'\n') + 1;
            if (whole == 0 && _length == _buffer.Length)
            {
                if (_length < LargestBuffer)
                {
                    Array.Resize(ref _buffer, 2 * _length);
                    return true;
                }

                whole = _length;
            }

            _log.Write(_buffer.AsSpan(0, whole));
            _buffer.AsSpan(whole, _length - whole).CopyTo(_buffer);
            _length -= whole;
            return true;
        }
    }

    // Nothing is read that would be lost to the next supervisor.
    private static void WaitForInput(int descriptor)
    {
        while (!Posix.HasInput(descriptor, timeoutMilliseconds: -1))
        {
            // A signal came.
        }
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

    public void Dispose()
    {
        CloseWorkersEnd();
        _pipe.Dispose();
    }

    private void CloseWorkersEnd() => (_pipe as AnonymousPipeServerStream)?.DisposeLocalCopyOfClientHandle();
}
