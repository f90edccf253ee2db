namespace ShutdownAnalyzers.Load;

/// <summary>The app under load did not start, or did not stop.</summary>
public sealed class AppFailedException(string message) : Exception(message);
