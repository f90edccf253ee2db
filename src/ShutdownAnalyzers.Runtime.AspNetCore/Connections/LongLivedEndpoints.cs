using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace ShutdownAnalyzers.Runtime.AspNetCore;

/// <summary>
/// Runs endpoints with <see cref="LongLivedAttribute"/> under the <see cref="IGracefulShutdown.Draining"/> token. A part of
/// routing, so that it does not matter how an endpoint got its mark and where in the pipeline it is routed; others cost nothing.
/// </summary>
internal sealed class LongLivedEndpoints(DrainHooks hooks, Rejection rejection) : MatcherPolicy, IEndpointSelectorPolicy
{
    private readonly ConditionalWeakTable<RouteEndpoint, RouteEndpoint> _drainable = [];

    /// <summary>After all policies that choose by what the endpoint is.</summary>
    public override int Order => int.MaxValue;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => endpoints.Any(IsLongLived) || ContainsDynamicEndpoints(endpoints);

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        for (var i = 0; i < candidates.Count; i++)
        {
            if (candidates.IsValidCandidate(i) && candidates[i].Endpoint is RouteEndpoint { RequestDelegate: not null } endpoint && IsLongLived(endpoint))
                candidates.ReplaceEndpoint(i, _drainable.GetValue(endpoint, MakeDrainable), candidates[i].Values);
        }

        return Task.CompletedTask;
    }

    private static bool IsLongLived(Endpoint endpoint) => endpoint.Metadata.GetMetadata<LongLivedAttribute>() is not null;

    private RouteEndpoint MakeDrainable(RouteEndpoint endpoint) =>
        new(context => RunAsync(endpoint.RequestDelegate!, context), endpoint.RoutePattern, endpoint.Order, endpoint.Metadata, endpoint.DisplayName);

    private async Task RunAsync(RequestDelegate endpoint, HttpContext context)
    {
        if (hooks.Draining.IsCancellationRequested)
        {
            rejection.Answer(context);
            return;
        }

        var aborted = context.RequestAborted;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(aborted, hooks.Draining);
        context.RequestAborted = ended.Token;
        try
        {
            await endpoint(context);
        }
        catch (OperationCanceledException) when (hooks.Draining.IsCancellationRequested && !aborted.IsCancellationRequested)
        {
            // It was told to end and has; what has not answered yet is to be asked again elsewhere.
            if (!context.Response.HasStarted)
                rejection.Answer(context);
        }
        finally
        {
            context.RequestAborted = aborted;
        }
    }
}
