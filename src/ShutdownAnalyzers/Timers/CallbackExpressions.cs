using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShutdownAnalyzers.Timers;

/// <summary>What a file may give a timer to call, found from a name: a timer's type, <c>CreateTimer</c>, <c>TimerCallback</c>, <c>Elapsed</c>.</summary>
internal static class CallbackExpressions
{
    public static IEnumerable<ExpressionSyntax> At(SyntaxNode name) => name switch
    {
        SimpleNameSyntax { Identifier.ValueText: "Elapsed", Parent: MemberAccessExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } left } => IsAddedTo(left, assignment) ? [assignment.Right] : [],
        SimpleNameSyntax { Identifier.ValueText: "TimerCallback" or "ElapsedEventHandler" } => PutInto(TimerCreations.TypeNamedBy(name)),
        _ => TimerCreations.At(name).SelectMany(ArgumentsOf),
    };

    private static bool IsAddedTo(ExpressionSyntax handlers, AssignmentExpressionSyntax assignment) =>
        assignment.Left == handlers && assignment.IsKind(SyntaxKind.AddAssignmentExpression);

    private static IEnumerable<ExpressionSyntax> PutInto(SyntaxNode type) => type.Parent switch
    {
        VariableDeclarationSyntax declaration => declaration.Variables.Select(static variable => variable.Initializer?.Value).OfType<ExpressionSyntax>(),
        PropertyDeclarationSyntax { Initializer.Value: var value } => [value],
        ObjectCreationExpressionSyntax creation => ArgumentsOf(creation),
        _ => [],
    };

    private static IEnumerable<ExpressionSyntax> ArgumentsOf(ExpressionSyntax made) => made switch
    {
        BaseObjectCreationExpressionSyntax creation => creation.ArgumentList?.Arguments.Select(static argument => argument.Expression) ?? [],
        InvocationExpressionSyntax call => call.ArgumentList.Arguments.Select(static argument => argument.Expression),
        _ => [],
    };
}
