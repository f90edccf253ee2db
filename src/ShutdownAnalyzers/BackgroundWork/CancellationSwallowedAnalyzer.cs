using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.BackgroundWork;

/// <summary>SHUT402: an endless loop takes the cancellation that should end it for one more failure, and goes on.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CancellationSwallowedAnalyzer() : StoppableCodeAnalyzer(s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = Rule.Warning(
        "SHUT402",
        "Cancellation is swallowed in an endless loop",
        "This handler takes the cancellation by '{0}' and the loop goes on: when the host stops, it spins until the shutdown timeout",
        "A wait that is cancelled throws. A handler in an endless loop that takes this exception along with all others starts the next round, whose wait is cancelled at once, and so on without a pause.");

    private protected override void Check(IOperation body, FileContext file)
    {
        foreach (var attempt in body.Syntax.NodesOfFunction().OfType<TryStatementSyntax>())
            if (attempt.Catches.FirstOrDefault(handler => handler.TakesCancellation(file.Model, file.Cancel)) is { Filter: null } handler
                && LoopAround(attempt, file) is { } loop
                && StoppableCode.TokenAt(attempt, file.Model, file.Cancel) is { } token
                && IsGiven(token, attempt.Block)
                && !IsNamedOutside(attempt.Block, token, loop)
                && !Rethrows(handler))
                file.Report(s_rule, handler.CatchKeyword.GetLocation(), token.Name);
    }

    private static StatementSyntax? LoopAround(TryStatementSyntax attempt, FileContext file) =>
        attempt.AncestorsInFunction().OfType<StatementSyntax>().FirstOrDefault(statement => EndlessLoop.Is(statement, file.Model, file.Cancel));

    /// <summary>Whether code passes the token on, or throws by it.</summary>
    private static bool IsGiven(IParameterSymbol token, BlockSyntax block) =>
        NamesOf(token, block).Any(static name => name.Parent is ArgumentSyntax or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ThrowIfCancellationRequested" });

    /// <summary>Whether the loop looks at the token where the handler does not stand in between: there it ends.</summary>
    private static bool IsNamedOutside(BlockSyntax block, IParameterSymbol token, StatementSyntax loop) =>
        NamesOf(token, loop).Any(name => !block.Span.Contains(name.Span) || name.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "IsCancellationRequested" });

    private static IEnumerable<IdentifierNameSyntax> NamesOf(IParameterSymbol token, SyntaxNode code) =>
        code.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == token.Name);

    private static bool Rethrows(CatchClauseSyntax handler) =>
        handler.Block.NodesOfFunction().Any(static node => node.IsKind(SyntaxKind.ThrowStatement) || node.IsKind(SyntaxKind.ThrowExpression));
}
