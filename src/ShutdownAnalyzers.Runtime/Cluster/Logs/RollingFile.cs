using System.Globalization;
using System.IO.Compression;

namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>
/// A log file that is renamed with the date and time once it is larger than the maximum, and then gzipped beside the writers.
/// No line is cut in two or lost, unless the disk takes no more: then lines are dropped until it does.
/// </summary>
internal sealed class RollingFile : ILog
{
    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly long _maxSize;
    private FileStream _file;
    private long _length;
    private Task _compressing = Task.CompletedTask;

    /// <exception cref="IOException">The file cannot be opened.</exception>
    public RollingFile(string path, long maxSize)
    {
        _path = path;
        _maxSize = maxSize;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        _file = Open();
        _length = _file.CanSeek ? _file.Length : 0;
    }

    public void Write(ReadOnlySpan<byte> lines)
    {
        lock (_gate)
        {
            if (TryWrite(lines) && _length > _maxSize && _file.CanSeek)
                TryRoll();
        }
    }

    // A full disk must not stop the service.
    private bool TryWrite(ReadOnlySpan<byte> lines)
    {
        try
        {
            _file.Write(lines);
            _length += lines.Length;
            return true;
        }
        catch (IOException)
        {
            TakeBackWhatHadRoom();
            return false;
        }
    }

    /// <summary>Half a line would be the beginning of the next one that has room.</summary>
    private void TakeBackWhatHadRoom()
    {
        try
        {
            if (_file.CanSeek && _file.Length > _length)
                _file.SetLength(_length);
        }
        catch (IOException)
        {
            // It stays.
        }
    }

    private void TryRoll()
    {
        try
        {
            Roll();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // No descriptor, no room, no right to: the file grows on, and the next write tries again.
        }
    }

    private FileStream Open() => new(_path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    private void Roll()
    {
        var part = NameOfPart();
        File.Move(_path, part);
        try
        {
            var full = _file;
            _file = Open();
            full.Dispose();
        }
        catch
        {
            File.Move(part, _path);
            throw;
        }

        _length = 0;
        _compressing = _compressing.ContinueWith(_ => Compress(part), TaskScheduler.Default);
    }

    /// <summary>Sorted by name, the parts are in the order in which they were written.</summary>
    private string NameOfPart()
    {
        for (var time = DateTime.UtcNow; ; time = time.AddTicks(1))
        {
            var stamp = time.ToString("yyyyMMdd'T'HHmmss.fffffff'Z'", CultureInfo.InvariantCulture);
            var part = $"{Path.ChangeExtension(_path, null)}-{stamp}{Path.GetExtension(_path)}";
            if (!File.Exists(part) && !File.Exists($"{part}.gz"))
                return part;
        }
    }

    private static void Compress(string part)
    {
        var unfinished = $"{part}.gz.tmp";
        try
        {
            using (var from = File.OpenRead(part))
            using (var to = new GZipStream(File.Create(unfinished), CompressionLevel.Fastest))
                from.CopyTo(to);
            File.Move(unfinished, $"{part}.gz");
            File.Delete(part);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            File.Delete(unfinished); // The part stays as it is: larger, but whole.
        }
    }

    public void Dispose()
    {
        lock (_gate)
            _file.Dispose();
        _compressing.Wait();
    }
}
