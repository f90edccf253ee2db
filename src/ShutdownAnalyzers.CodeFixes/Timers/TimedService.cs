using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Timers;

/// <summary>
/// A hosted service that does little but run a timer: <c>StartAsync</c> creates it, <c>StopAsync</c> and <c>Dispose</c> end it, and
/// nothing else names it. Read from syntax; what is not written just so is none.
/// </summary>
internal sealed record TimedService(ClassDeclarationSyntax Type, FieldDeclarationSyntax Field, MethodDeclarationSyntax Start, MethodDeclarationSyntax Stop, MethodDeclarationSyntax? Dispose, IOperation Callback, IOperation Due, IOperation Period)
{
    /// <summary>Where it creates its timer.</summary>
    public StatementSyntax Creation => Start.Body!.Statements[Start.Body.Statements.Count - 2];

    /// <summary>What it does before that, such as to say that it starts.</summary>
    public IEnumerable<StatementSyntax> Opening => Start.Body!.Statements.TakeWhile(statement => statement != Creation);

    /// <summary>What it does when it is stopped, besides ending its timer.</summary>
    public IEnumerable<StatementSyntax> Closing => Others(Stop, Field.Declaration.Variables[0].Identifier.ValueText);

    /// <summary>The service whose timer is made by this creation; null if it does more.</summary>
    public static TimedService? Of(BaseObjectCreationExpressionSyntax creation, SemanticModel model, CancellationToken cancel)
    {
        if (creation.Parent is not AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: var name } timer, Parent: ExpressionStatementSyntax made }
            || made.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { Identifier.ValueText: "StartAsync", Body.Statements: { Count: > 1 } statements, Parent: ClassDeclarationSyntax { BaseList: not null } type } start
            || statements[statements.Count - 2] != made || !IsFinished(statements.Last())
            || model.GetOperation(creation, cancel) is not IObjectCreationOperation { Arguments: var arguments }
            || arguments.For("state") is not { ConstantValue: { HasValue: true, Value: null } }
            || arguments.For("callback") is not { } callback || arguments.For("dueTime") is not { } due || arguments.For("period") is not { } period
            || Only(type, "StopAsync") is not { } stop || FieldOf(type, name) is not { } field)
            return null;

        var dispose = Only(type, "Dispose");
        var service = new TimedService(type, field, start, stop, dispose, callback.Unwrap(), due.Unwrap(), period.Unwrap());
        var isAll = IsBase(type, "IHostedService") && !type.Modifiers.Any(SyntaxKind.PartialKeyword)
            && service.Opening.All(statement => IsPlain(statement, [name, .. start.ParameterList.Parameters.Select(static parameter => parameter.Identifier.ValueText)]))
            && service.Closing.All(statement => IsPlain(statement, [name]))
            && (dispose is null || !Others(dispose, name).Any())
            && type.DescendantNodes().OfType<IdentifierNameSyntax>().Where(use => use.Identifier.ValueText == name).All(use => use == timer || use.Ancestors().Any(member => member == stop || member == dispose));
        return isAll ? service : null;
    }

    /// <summary>A statement that can be moved to another method: it fits on a line, and names nothing that is not there.</summary>
    private static bool IsPlain(StatementSyntax statement, string[] missing) =>
        statement is ExpressionStatementSyntax && !statement.ToString().Contains("\n") && !statement.DescendantTokens().Any(token => missing.Contains(token.ValueText));

    private static bool IsBase(ClassDeclarationSyntax type, string name) => type.BaseList!.Types.Any(one => one.ToString() == name);

    private static MethodDeclarationSyntax? Only(ClassDeclarationSyntax type, string method)
    {
        var methods = type.Members.OfType<MethodDeclarationSyntax>().Where(member => member.Identifier.ValueText == method).ToList();
        return methods.Count == 1 ? methods[0] : null;
    }

    private static FieldDeclarationSyntax? FieldOf(ClassDeclarationSyntax type, string name) =>
        type.Members.OfType<FieldDeclarationSyntax>().FirstOrDefault(field => field.Declaration.Variables is { Count: 1 } variables && variables[0].Initializer is null or { Value.RawKind: (int)SyntaxKind.NullLiteralExpression } && variables[0].Identifier.ValueText == name);

    /// <summary>The statements of the method that neither end the timer nor say that the method is done.</summary>
    private static IEnumerable<StatementSyntax> Others(MethodDeclarationSyntax method, string timer) => method switch
    {
        { Body.Statements: var statements } => statements.Where(statement => !IsFinished(statement) && !IsEnd(statement, timer)),
        { ExpressionBody.Expression: var only } when !IsFinished(only) && !IsEnd(only, timer) => [SyntaxFactory.ReturnStatement(only)],
        _ => [],
    };

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
