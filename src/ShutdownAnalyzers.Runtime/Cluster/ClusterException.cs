namespace ShutdownAnalyzers.Runtime.Cluster;

/// <summary>The cluster cannot be run as it was asked for. The message is for the user.</summary>
internal sealed class ClusterException(string message) : Exception(message);
