using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Hosting;

/// <summary>A place where code sets an option: in a lambda of <c>Configure</c>, in an object initializer, on an instance.</summary>
internal readonly record struct OptionSetting(Mention Option, ExpressionSyntax Value)
{
    /// <summary>Every place that sets this option of this class. Its name has to be a watched one.</summary>
    public static IEnumerable<OptionSetting> Of(string option, INamedTypeSymbol? options, Compilation compilation, CancellationToken cancel) =>
        options is null ? [] : compilation.MentionsOf(option).Select(mention => At(mention, options, cancel)).OfType<OptionSetting>();

    /// <summary>What a mention of an option's name sets; null if it only reads the option, or is of another class.</summary>
    public static OptionSetting? At(Mention option, INamedTypeSymbol? options, CancellationToken cancel)
    {
        var target = option.Node.Parent is MemberAccessExpressionSyntax access && access.Name == option.Node ? access : option.Node;
        return target.Parent is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment
            && assignment.Left == target
            && option.Symbol(cancel)?.ContainingType.Is(options) is true
            ? new(option, assignment.Right)
            : null;
    }

    /// <summary>The time it is set to; null if only the running program knows.</summary>
    public TimeSpan? Time(CancellationToken cancel) => Duration.Of(Value, Option.Model, cancel);
}
