namespace ShutdownAnalyzers.Runtime;

/// <summary>
/// Marks an endpoint whose requests last until someone ends them: event streams, server streaming, long polls.
/// When draining begins their <c>HttpContext.RequestAborted</c> is cancelled, and what still comes is rejected in every
/// <see cref="DrainMode"/>. Requests of endpoints without the mark may last until <see cref="GracefulShutdownOptions.DrainTimeout"/>.
/// On a handler, a controller or its action, a hub or a gRPC method; <c>.LongLived()</c> says the same where it is mapped.
/// WebSockets need no mark: they are closed with 1001.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
public sealed class LongLivedAttribute : Attribute;
