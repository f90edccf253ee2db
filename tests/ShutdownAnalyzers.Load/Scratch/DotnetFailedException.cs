namespace ShutdownAnalyzers.Scratch;

/// <summary>A <c>dotnet</c> command failed. The message holds the command, its exit code and all it wrote.</summary>
public sealed class DotnetFailedException(string message) : Exception(message);
