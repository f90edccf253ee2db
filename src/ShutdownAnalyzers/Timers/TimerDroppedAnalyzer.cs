using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;
using ShutdownAnalyzers.Ownership;

namespace ShutdownAnalyzers.Timers;

/// <summary>SHUT302: a timer that is thrown away, or kept in a local that nothing disposes.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TimerDroppedAnalyzer() : MentionAnalyzer(WatchedNames.Timers, s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = Rule.Warning(
        "SHUT302",
        "Timer is created and dropped",
        "'{0}' is created and dropped: {1}",
        "A System.Threading.Timer that nothing keeps is collected at some later time and stops ticking without a word. Other timers that nothing disposes go on firing while the app shuts down.");

    private protected override bool CanOccur(FrameworkTypes types) => new TimerKinds(types).Exist;

    private protected override void Check(Mention mention, FileContext file)
    {
        foreach (var made in TimerCreations.At(mention.Node))
        {
            if (file.Model.GetOperation(made, file.Cancel) is not { } creation || !new TimerKinds(file.Types).Creates(creation))
                continue;

            if (IsDropped(new(creation), creation, file))
                file.Report(s_rule, Location.Create(file.Tree, SpanOf(made)), NameOf(made), IsCollected(creation) ? "it is collected at some time and stops ticking" : "nothing ends it, so it goes on while the app shuts down");
        }
    }

    private static bool IsDropped(Local timer, IOperation creation, FileContext file) =>
        !timer.IsReturned() && !timer.IsTransferred() && !timer.IsCaptured && !IsMadeOnDemand(creation)
        && !timer.Uses.Any(static use => use.Disposes() || use.Stops())
        && !IsDisposedByItsCallback(timer, file)
        && (IsCollected(creation) || !timer.EndsOnItsOwn())
        && !IsUsedAfterTheRunCall(timer, creation, file);

    // A local that is only filled if it is empty holds a timer of other code's, too.
    private static bool IsMadeOnDemand(IOperation creation) =>
        creation.Parent is ICoalesceAssignmentOperation or IConversionOperation { Parent: ICoalesceAssignmentOperation };

    private static bool IsDisposedByItsCallback(Local timer, FileContext file) =>
        timer.IsDisposedAsArgumentIn(timer.CallbacksOf().OfType<IMethodSymbol>().SelectMany(static callback => callback.DeclaringSyntaxReferences).Select(code => code.GetSyntax(file.Cancel)), file.Compilation, file.Cancel);

    // What the callback gets is kept by the runtime while the timer is armed: with the callback alone, that is the timer itself.
    private static bool IsCollected(IOperation creation) => creation switch
    {
        IObjectCreationOperation { Arguments.Length: var arguments, Type: { Name: "Timer", ContainingNamespace.Name: "Threading" } } => arguments > 1,
        IInvocationOperation => true,
        _ => false,
    };

    private static bool IsUsedAfterTheRunCall(Local timer, IOperation creation, FileContext file) =>
        RunCall.Of(file.Compilation, file.Cancel)?.Name is { } run
        && run.SyntaxTree == file.Tree
        && creation.Root().Syntax.Span.Contains(run.Span)
        && timer.Uses.Any(use => use.Syntax.SpanStart > run.SpanStart);

    private static TextSpan SpanOf(ExpressionSyntax made) => made switch
    {
        ObjectCreationExpressionSyntax creation => TextSpan.FromBounds(creation.SpanStart, creation.Type.Span.End),
        ImplicitObjectCreationExpressionSyntax creation => creation.NewKeyword.Span,
        InvocationExpressionSyntax call => call.MethodName()!.Span,
        _ => made.Span,
    };

    private static string NameOf(ExpressionSyntax made) => made.Parent switch
    {
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } => variable.Identifier.ValueText,
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: var variable and not "_" } } => variable,
        _ => made.SyntaxTree.GetText().ToString(SpanOf(made)),
    };
}
