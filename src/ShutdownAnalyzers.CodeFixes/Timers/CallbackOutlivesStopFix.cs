using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShutdownAnalyzers.Editing;
using ShutdownAnalyzers.Infrastructure;
using ShutdownAnalyzers.Ownership;

namespace ShutdownAnalyzers.Timers;

/// <summary>SHUT303: awaits the timer's <c>DisposeAsync</c> in <c>StopAsync</c>, or makes a <c>PeriodicTimer</c> loop of a service that only runs a timer.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CallbackOutlivesStopFix)), Shared]
public sealed class CallbackOutlivesStopFix() : EditFix("SHUT303")
{
    private protected override SolutionEdit? Edit(Faulty faulty)
    {
        if (TimerAt(faulty) is not { } timer || !IsAwaitable(timer, faulty.Model.Compilation))
            return null;

        if (InPlace(faulty, timer.Name) is { } changes)
            return SolutionEdit.Of(faulty.Project.Solution, $"Await the disposal of '{timer.Name}'", changes.Select(change => (faulty.Node.SyntaxTree, change)));

        var declaration = timer.DeclaringSyntaxReferences[0].GetSyntax(faulty.Cancel);
        return TimerDisposal.InStopAsync(timer, declaration, faulty.Model.Compilation.GetSemanticModel(declaration.SyntaxTree)) is { } disposal
            ? SolutionEdit.Of(faulty.Project.Solution, disposal.Title, disposal.Edits)
            : null;
    }

    private protected override SolutionEdit? Alternative(Faulty faulty)
    {
        if (TimerAt(faulty) is not { } timer)
            return null;

        var creations = Stored.In(timer, faulty.Model.Compilation, faulty.Cancel).Values.Select(static value => value.Syntax).OfType<BaseObjectCreationExpressionSyntax>().ToList();
        return creations.Count == 1 && creations[0].SyntaxTree == faulty.Model.SyntaxTree ? PeriodicLoop.InsteadOf(creations[0], faulty) : null;
    }

    /// <summary>The timer whose end was reported: at the name of the call, or at the name of the timer itself.</summary>
    private static ISymbol? TimerAt(Faulty faulty) => faulty.Node switch
    {
        VariableDeclaratorSyntax or PropertyDeclarationSyntax => faulty.Model.GetDeclaredSymbol(faulty.Node, faulty.Cancel),
        SimpleNameSyntax name => Member(ReceiverOf(name) ?? name, faulty),
        _ => null,
    };

    private static ISymbol? Member(ExpressionSyntax timer, Faulty faulty) =>
        faulty.Model.GetSymbolInfo(timer, faulty.Cancel).Symbol is (IFieldSymbol or IPropertySymbol) and { DeclaringSyntaxReferences.Length: > 0 } member ? member : null;

    private static ExpressionSyntax? ReceiverOf(SimpleNameSyntax method) => method.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Name == method => WithoutBang(access.Expression),
        MemberBindingExpressionSyntax binding => binding.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>()?.Expression,
        _ => null,
    };

    private static ExpressionSyntax WithoutBang(ExpressionSyntax receiver) => receiver is PostfixUnaryExpressionSyntax bang ? bang.Operand : receiver;

    private static bool IsAwaitable(ISymbol timer, Compilation compilation) => Stored.TypeIn(timer).IsA(FrameworkTypes.Of(compilation).IAsyncDisposable);

    /// <summary>Where a statement of <c>StopAsync</c> ends the timer, that statement awaits it from now on.</summary>
    private static IReadOnlyList<Microsoft.CodeAnalysis.Text.TextChange>? InPlace(Faulty faulty, string timer)
    {
        if (faulty.Node is not SimpleNameSyntax name
            || name.FirstAncestorOrSelf<StatementSyntax>() is not ExpressionStatementSyntax { Parent: BlockSyntax } statement
            || statement.Parent?.FirstAncestorOrSelf<SyntaxNode>(static node => node is MethodDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax) is not MethodDeclarationSyntax { Identifier.ValueText: "StopAsync" } method)
            return null;

        var layout = Layout.Around(statement);
        string[] awaiting = name.Parent is MemberBindingExpressionSyntax
            ? [$"if ({timer} is not null)", $"{layout.Step}await {timer}.DisposeAsync();"]
            : [$"await {ReceiverOf(name) ?? name}.DisposeAsync();"];
        return AsyncEdit.AwaitInstead(method, statement, awaiting, layout);
    }
}
