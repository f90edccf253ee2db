using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ShutdownAnalyzers.Hosting;

/// <summary>How code at some place gets at the runtime's <c>IGracefulShutdown</c>. By name: the package may not be restored yet.</summary>
internal static class ShutdownService
{
    private const string Type = "IGracefulShutdown";
    private const string Namespace = "ShutdownAnalyzers.Runtime";
    private const string Name = "shutdown";

    /// <summary>What is there already, which changes nothing; null if nothing is.</summary>
    public static Reached? At(SyntaxNode place, SemanticModel model) => InScope.Named(Type, place, model) is { } present ? new(present, []) : null;

    /// <summary>Asks this expression for an <c>IServiceProvider</c>.</summary>
    public static Reached From(string services) => new($"{services}.GetRequiredService<{Type}>()", ["Microsoft.Extensions.DependencyInjection", Namespace]);

    /// <summary>Lets a lambda take it as one parameter more.</summary>
    public static Reached ParameterOf(ParenthesizedLambdaExpressionSyntax lambda)
    {
        var parameter = lambda.ParameterList.Parameters.Count > 0 ? $", {Type} {Name}" : $"{Type} {Name}";
        return new(Name, [Namespace], new TextChange(new(lambda.ParameterList.CloseParenToken.SpanStart, 0), parameter));
    }

    /// <summary>Lets the container give it, perhaps in place of what this use is of; see <see cref="Injection.Of"/>.</summary>
    public static Reached? Injected(SyntaxNode place, ExpressionSyntax? use, SemanticModel model, CancellationToken cancel) =>
        Injection.Of(Type, Namespace, Name, place, use, model, cancel);
}
