using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;
using ShutdownAnalyzers.Ownership;

namespace ShutdownAnalyzers.Lifecycle;

/// <summary>SHUT102: a signal registration that is discarded, or in a local that nothing uses once the program waits.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SignalRegistrationNotKeptAnalyzer() : MentionAnalyzer(["PosixSignalRegistration"], s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = Rule.Warning(
        "SHUT102",
        "Signal registration is not kept alive",
        "Registration of {0} is not kept alive: once it is garbage collected, the signal kills the process again",
        "A PosixSignalRegistration has a finalizer that takes the handler back. Nothing but a reference of yours keeps it alive, and in optimised code a local is none after its last use.");

    private protected override bool CanOccur(FrameworkTypes types) => types.PosixSignalRegistration is not null;

    private protected override void Check(Mention mention, FileContext file)
    {
        if (mention.Creation() is not { } create
            || file.Model.GetOperation(create, file.Cancel) is not IInvocationOperation registration
            || !registration.TargetMethod.ContainingType.Is(file.Types.PosixSignalRegistration)
            || IsKept(registration))
            return;

        file.Report(s_rule, create.Expression.GetLocation(), SignalRegistrations.SignalOf(create));
    }

    private static bool IsKept(IOperation registration) => registration.Parent switch
    {
        IConversionOperation conversion => IsKept(conversion),
        IExpressionStatementOperation => false,
        ISimpleAssignmentOperation { Target: var target } => target switch
        {
            IDiscardOperation => false,
            ILocalReferenceOperation { Local: var local } => IsKept(local, registration),
            _ => true,
        },
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.IsUsing() || IsKept(declarator.Symbol, declarator),
        _ => true,
    };

    private static bool IsKept(ILocalSymbol local, IOperation registration) =>
        Mentions.Of(local, registration).SelectMany(mention => Uses.Of(mention, local)).Any(KeepsAlive);

    /// <summary>Whoever is given the registration may keep it; a look at it keeps it until then, and not during a wait that follows.</summary>
    private static bool KeepsAlive(IOperation use) => use.Parent switch
    {
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "KeepAlive", ContainingType.Name: "GC" } } } => !IsFollowedByWait(use.Syntax),
        _ when use.Disposes() || !use.IsOnlyRead() => true,
        IInvocationOperation => !IsFollowedByWait(use.Syntax),
        _ => false,
    };

    private static bool IsFollowedByWait(SyntaxNode use) =>
        use.Ancestors().FirstOrDefault(static node => node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax or CompilationUnitSyntax)
            ?.DescendantNodes(Composition.IsOfBody).Any(node => node.SpanStart > use.SpanStart && (node is AwaitExpressionSyntax || BlockingCall.MayBe(node))) is true;
}
