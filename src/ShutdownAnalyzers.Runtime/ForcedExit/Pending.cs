namespace ShutdownAnalyzers.Runtime;

/// <summary>A request in flight, or a WebSocket that came from one.</summary>
internal sealed record PendingRequest(string Method, string Path, double AgeSeconds, string Remote)
{
    public override string ToString() => $"{Method} {Path}, {AgeSeconds:0.0} s, from {Remote}";
}

/// <summary>A hook or tracked work that has not ended.</summary>
internal sealed record PendingItem(string Name, double AgeSeconds)
{
    public override string ToString() => $"{Name}, {AgeSeconds:0.0} s";
}
