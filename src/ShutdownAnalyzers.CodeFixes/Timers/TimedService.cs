using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Timers;

/// <summary>
/// A hosted service that does nothing but run a timer: <c>StartAsync</c> creates it, <c>StopAsync</c> and <c>Dispose</c> end it, and
/// nothing else names it. Read from syntax; what is not written just so is none.
/// </summary>
internal sealed record TimedService(ClassDeclarationSyntax Type, FieldDeclarationSyntax Field, MethodDeclarationSyntax Start, MethodDeclarationSyntax Stop, MethodDeclarationSyntax? Dispose, IOperation Callback, IOperation Due, IOperation Period)
{
    /// <summary>The service whose timer is made by this creation; null if it does more.</summary>
    public static TimedService? Of(BaseObjectCreationExpressionSyntax creation, SemanticModel model, CancellationToken cancel)
    {
        if (creation.Parent is not AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: var name }, Parent: ExpressionStatementSyntax made }
            || made.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { Identifier.ValueText: "StartAsync", Body.Statements: { Count: 2 } statements, Parent: ClassDeclarationSyntax { BaseList: not null } type } start
            || statements[0] != made || !IsFinished(statements[1])
            || model.GetOperation(creation, cancel) is not IObjectCreationOperation { Arguments: var arguments }
            || arguments.For("state") is not { ConstantValue: { HasValue: true, Value: null } }
            || arguments.For("callback") is not { } callback || arguments.For("dueTime") is not { } due || arguments.For("period") is not { } period
            || Only(type, "StopAsync") is not { } stop || FieldOf(type, name) is not { } field)
            return null;

        var dispose = Only(type, "Dispose");
        MethodDeclarationSyntax[] ends = dispose is null ? [stop] : [stop, dispose];
        var isAll = IsBase(type, "IHostedService") && ends.All(end => OnlyEnds(end, name)) && !type.Modifiers.Any(SyntaxKind.PartialKeyword)
            && type.DescendantNodes().OfType<IdentifierNameSyntax>().Where(use => use.Identifier.ValueText == name).All(use => use.Ancestors().Any(member => member == start || ends.Contains(member)));
        return isAll ? new(type, field, start, stop, dispose, callback.Unwrap(), due.Unwrap(), period.Unwrap()) : null;
    }

    private static bool IsBase(ClassDeclarationSyntax type, string name) => type.BaseList!.Types.Any(one => one.ToString() == name);

    private static MethodDeclarationSyntax? Only(ClassDeclarationSyntax type, string method)
    {
        var methods = type.Members.OfType<MethodDeclarationSyntax>().Where(member => member.Identifier.ValueText == method).ToList();
        return methods.Count == 1 ? methods[0] : null;
    }

    private static FieldDeclarationSyntax? FieldOf(ClassDeclarationSyntax type, string name) =>
        type.Members.OfType<FieldDeclarationSyntax>().FirstOrDefault(field => field.Declaration.Variables is { Count: 1 } variables && variables[0].Initializer is null && variables[0].Identifier.ValueText == name);

    /// <summary>Whether every statement of the method ends the timer, or says that the method is done.</summary>
    private static bool OnlyEnds(MethodDeclarationSyntax method, string timer) =>
        method.ExpressionBody is { Expression: var only } ? IsFinished(only) || IsEnd(only, timer) : method.Body?.Statements.All(statement => IsFinished(statement) || IsEnd(statement, timer)) is true;

    private static bool IsEnd(SyntaxNode code, string timer) => code switch
    {
        ExpressionStatementSyntax { Expression: var call } => IsEnd(call, timer),
        IfStatementSyntax { Else: null, Statement: var ends, Condition: BinaryExpressionSyntax or IsPatternExpressionSyntax } => IsEnd(ends, timer),
        BlockSyntax { Statements: { Count: 1 } statements } => IsEnd(statements[0], timer),
        AwaitExpressionSyntax { Expression: var call } => IsEnd(call, timer),
        ConditionalAccessExpressionSyntax { Expression: IdentifierNameSyntax name } => name.Identifier.ValueText == timer,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax name } } => name.Identifier.ValueText == timer,
        _ => false,
    };

    private static bool IsFinished(SyntaxNode code) => code switch
    {
        ReturnStatementSyntax { Expression: { } task } => IsFinished(task),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CompletedTask" } => true,
        _ => false,
    };
}
