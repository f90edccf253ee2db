namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>Where lines go. Used by several writers at once, none of which may fail because of it.</summary>
internal interface ILog : IDisposable
{
    /// <param name="lines">Whole lines, each with its end.</param>
    void Write(ReadOnlySpan<byte> lines);
}
