namespace ShutdownAnalyzers.Benchmarks.Runtime;

/// <summary>A connection with one request at a time, which allocates nothing for it.</summary>
internal interface IClient : IDisposable
{
    void Send();

    /// <summary>Waits until the whole response is there.</summary>
    void Receive();
}
