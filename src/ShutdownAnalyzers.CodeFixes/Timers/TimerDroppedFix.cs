using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.Editing;

namespace ShutdownAnalyzers.Timers;

/// <summary>SHUT302: a <c>using</c> where the body waits while the timer ticks, and else a field that is disposed where its type ends.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TimerDroppedFix)), Shared]
public sealed class TimerDroppedFix() : EditFix("SHUT302")
{
    private static readonly string[] s_waits = ["Run", "WaitForShutdown", "Wait", "WaitOne", "WaitAll", "Sleep", "Join", "ReadLine", "ReadKey", "Read", "GetResult"];

    private protected override SolutionEdit? Edit(Faulty faulty)
    {
        if (Created(faulty.Node) is not { } made || Holder(made) is not { } holder)
            return null;

        var (solution, tree) = (faulty.Project.Solution, made.SyntaxTree);
        if (WaitsAfter(holder.Statement))
            return CanBeUsing(holder, faulty) ? SolutionEdit.Of(solution, "Dispose the timer with 'using'", [(tree, Using(holder))]) : null;

        return TimerField.For(holder.Statement, made, faulty.Model, faulty.Cancel) is { } field ? SolutionEdit.Of(solution, field.Title, field.Edits) : null;
    }

    private static ExpressionSyntax? Created(SyntaxNode node) =>
        node.FirstAncestorOrSelf<ExpressionSyntax>(static node => node is BaseObjectCreationExpressionSyntax || node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CreateTimer" } });

    /// <summary>The statement that makes the timer and puts it into a local, or nowhere.</summary>
    private static (StatementSyntax Statement, VariableDeclaratorSyntax? Local)? Holder(ExpressionSyntax made) => made.Parent switch
    {
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax declaration } } local } => InList(declaration, local),
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" }, Parent: ExpressionStatementSyntax statement } => InList(statement, null),
        ExpressionStatementSyntax statement => InList(statement, null),
        _ => null,
    };

    private static (StatementSyntax, VariableDeclaratorSyntax?)? InList(StatementSyntax statement, VariableDeclaratorSyntax? local) =>
        statement.Parent is BlockSyntax or GlobalStatementSyntax ? (statement, local) : null;

    private static bool WaitsAfter(StatementSyntax statement) => Following(statement).SelectMany(static next => next.DescendantNodesAndSelf()).Any(static node => node switch
    {
        AwaitExpressionSyntax or WhileStatementSyntax or DoStatementSyntax or CommonForEachStatementSyntax { AwaitKeyword.RawKind: (int)SyntaxKind.AwaitKeyword } => true,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } => s_waits.Contains(name),
        _ => false,
    });

    private static IEnumerable<SyntaxNode> Following(StatementSyntax statement) => statement.Parent switch
    {
        BlockSyntax block => block.Statements.Where(next => next.SpanStart > statement.SpanStart),
        GlobalStatementSyntax { Parent: CompilationUnitSyntax unit } => unit.Members.OfType<GlobalStatementSyntax>().Where(next => next.SpanStart > statement.SpanStart),
        _ => [],
    };

    /// <summary>A variable of a <c>using</c> has a type that can be disposed, and keeps its value.</summary>
    private static bool CanBeUsing((StatementSyntax Statement, VariableDeclaratorSyntax? Local) holder, Faulty faulty)
    {
        if (holder.Local is not { } local)
            return true;

        return faulty.Model.GetDeclaredSymbol(local, faulty.Cancel) is ILocalSymbol { Type: var type }
            && type.AllInterfaces.Any(static implemented => implemented.SpecialType is SpecialType.System_IDisposable)
            && !Following(holder.Statement).SelectMany(static next => next.DescendantNodes()).Any(node => IsWrite(node, local.Identifier.ValueText));
    }

    private static bool IsWrite(SyntaxNode node, string local) =>
        node is IdentifierNameSyntax name && name.Identifier.ValueText == local
        && (name.Parent is AssignmentExpressionSyntax assignment && assignment.Left == name || name.Parent is ArgumentSyntax { RefKindKeyword.RawKind: not 0 });

    private static TextChange Using((StatementSyntax Statement, VariableDeclaratorSyntax? Local) holder) => holder switch
    {
        { Local: not null, Statement: var declaration } => new(new(declaration.SpanStart, 0), "using "),
        { Statement: ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Right: var made } } statement } =>
            new(TextSpan.FromBounds(statement.SpanStart, made.SpanStart), $"using var {statement.SyntaxTree.FreeName("timer")} = "),
        _ => new(new(holder.Statement.SpanStart, 0), $"using var {holder.Statement.SyntaxTree.FreeName("timer")} = "),
    };
}
