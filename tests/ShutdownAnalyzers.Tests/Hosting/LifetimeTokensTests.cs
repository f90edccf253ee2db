using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShutdownAnalyzers.Hosting;

/// <summary>Each program has one call <c>Is(token)</c>; the question is which token that is.</summary>
public sealed class LifetimeTokensTests
{
    [Theory]
    [InlineData("Is(app.Lifetime.ApplicationStopping);", "Stopping")]
    [InlineData("Is(app.Lifetime.ApplicationStopped);", "Stopped")]
    [InlineData("Is(app.Lifetime.ApplicationStarted);", "Started")]
    [InlineData("Is((app.Services.GetRequiredService<IHostApplicationLifetime>()).ApplicationStopping);", "Stopping")]
    [InlineData("var token = app.Lifetime.ApplicationStopping; Is(token);", "Stopping")]
    [InlineData("var token = app.Lifetime.ApplicationStopping; app.MapGet(\"/\", () => Is(token));", "Stopping")]
    [InlineData("CancellationToken token; token = app.Lifetime.ApplicationStopping; var copy = token; Is(copy);", "Stopping")]
    [InlineData("var token = args.Length > 0 ? app.Lifetime.ApplicationStopping : app.Lifetime.ApplicationStopped; Is(token);", "")]
    [InlineData("var token = app.Lifetime.ApplicationStopping; if (args.Length > 0) token = CancellationToken.None; Is(token);", "")]
    [InlineData("Is(CancellationToken.None);", "")]
    [InlineData("Is(new Own().ApplicationStopping); class Own { public CancellationToken ApplicationStopping => default; }", "")]
    [InlineData("Is(missing.ApplicationStopping);", "")]
    public Task Named_or_in_a_local(string statements, string expected) => IsAsync(expected, $$"""
        var app = WebApplication.Create(args);
        static void Is(CancellationToken token) { }
        {{statements}}
        """);

    [Theory]
    [InlineData("private readonly CancellationToken _token; public Worker(IHostApplicationLifetime lifetime) => _token = lifetime.ApplicationStopping; public void Run() => Is(_token);", "Stopping")]
    [InlineData("private readonly CancellationToken _token; public Worker(IHostApplicationLifetime lifetime) { var token = lifetime.ApplicationStopped; _token = token; } public void Run() => Is(this._token);", "Stopped")]
    [InlineData("private CancellationToken Token { get; } public Worker(IHostApplicationLifetime lifetime) => Token = lifetime.ApplicationStopping; public void Run() => Is(Token);", "Stopping")]
    [InlineData("private CancellationToken _token; public Worker(IHostApplicationLifetime lifetime) => _token = lifetime.ApplicationStopping; public void Use(CancellationToken other) => _token = other; public void Run() => Is(_token);", "")]
    [InlineData("public CancellationToken Token; public Worker(IHostApplicationLifetime lifetime) => Token = lifetime.ApplicationStopping; public void Run() => Is(Token);", "")]
    [InlineData("private CancellationToken _a, _b; public void Run() { _a = _b; _b = _a; Is(_a); }", "")]
    [InlineData("private CancellationToken _never; public void Run() => Is(_never);", "")]
    [InlineData("public void Run(CancellationToken token) => Is(token);", "")]
    public Task In_a_member(string members, string expected) => IsAsync(expected, $$"""
        class Worker { static void Is(CancellationToken token) { } {{members}} }
        """);

    private static async Task IsAsync(string expected, string program)
    {
        var compilation = await Analysis.CompileAsync("TestProject", OutputKind.ConsoleApplication, program);
        var tree = compilation.SyntaxTrees[0];
        var call = (await tree.GetRootAsync(TestContext.Current.CancellationToken)).DescendantNodes()
            .OfType<InvocationExpressionSyntax>().Single(static call => call.Expression.ToString() == "Is");

        var token = LifetimeTokens.Of(call.ArgumentList.Arguments[0].Expression, compilation.GetSemanticModel(tree), TestContext.Current.CancellationToken);

        Assert.Equal(expected, token?.ToString() ?? "");
    }
}
