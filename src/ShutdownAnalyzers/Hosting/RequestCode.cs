using Microsoft.CodeAnalysis;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Hosting;

/// <summary>Functions that ASP.NET Core runs for a request.</summary>
internal static class RequestCode
{
    private static readonly string[] s_pageHandlers = ["OnGet", "OnPost", "OnPut", "OnDelete", "OnPatch", "OnHead", "OnOptions", "OnPage"];

    /// <summary>Whether the framework itself calls the method for a request: middleware, controller, page, hub, gRPC service.</summary>
    public static bool IsRunByRequest(IMethodSymbol method, FrameworkTypes types) =>
        TakesHttpContext(method, types) || IsAction(method, types) || IsPageHandler(method, types) || IsHubMethod(method, types) || IsGrpcMethod(method, types);

    /// <summary>Middleware and plain request handlers: whoever calls a function with a request has one.</summary>
    public static bool TakesHttpContext(IMethodSymbol? function, FrameworkTypes types) =>
        types.HttpContext is { } context && function?.Parameters.Any(parameter => parameter.Type.IsA(context)) is true;

    /// <summary>Whether a function converted to this type handles the requests of an endpoint.</summary>
    public static bool IsHandler(ITypeSymbol? type, FrameworkTypes types) => type.Is(types.Delegate) || type.Is(types.RequestDelegate);

    private static bool IsAction(IMethodSymbol method, FrameworkTypes types) =>
        IsPublic(method) && method.ContainingType.IsA(types.ControllerBase) && !method.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "NonActionAttribute");

    private static bool IsPageHandler(IMethodSymbol method, FrameworkTypes types) =>
        IsPublic(method) && method.ContainingType.IsA(types.PageModel) && s_pageHandlers.Any(handler => method.Name.StartsWith(handler, StringComparison.Ordinal));

    private static bool IsHubMethod(IMethodSymbol method, FrameworkTypes types) =>
        IsPublic(method) && method.ContainingType.IsA(types.Hub);

    private static bool IsGrpcMethod(IMethodSymbol method, FrameworkTypes types) =>
        method is { IsOverride: true, Parameters: { IsEmpty: false } parameters } && parameters[parameters.Length - 1].Type.IsA(types.ServerCallContext);

    private static bool IsPublic(IMethodSymbol method) => method is { DeclaredAccessibility: Accessibility.Public, IsStatic: false };
}
