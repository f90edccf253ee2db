using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Drain;

/// <summary>SHUT205: an ordinary request whose work is cancelled by the signal instead of being drained.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InFlightWorkCancelledAnalyzer() : MentionAnalyzer(["RequestAborted", "ApplicationStopping"], s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = Rule.Suggestion(
        "SHUT205",
        "In-flight work is cancelled at SIGTERM",
        "'{0}' is cancelled by the signal: the request fails at once, although the app has time to finish it",
        "A drain lets requests in flight finish. One that listens to ApplicationStopping is over before the drain begins.");

    private protected override bool CanOccur(FrameworkTypes types) => types.HttpContext is not null && types.IHostApplicationLifetime is not null;

    private protected override void Check(Mention mention, FileContext file)
    {
        if (mention.Token.ValueText == "RequestAborted")
            CheckReplaced(mention, file);
        else if (mention == file.Compilation.MentionsOf("ApplicationStopping", file.Tree).First())
            CheckFile(file);
    }

    private static void CheckReplaced(Mention mention, FileContext file)
    {
        if (mention.Node.Parent is MemberAccessExpressionSyntax { Parent: AssignmentExpressionSyntax { Right: var token } assignment } requestAborted
            && assignment.Left == requestAborted
            && mention.Symbol(file.Cancel)?.ContainingType.Is(file.Types.HttpContext) is true
            && IsCancelledBySignal(file.Model.GetOperation(token, file.Cancel), file)
            && !(RequestFunction(mention.Node, file) is { } function && LongLivedRequest.Is(function, file.Model, file.Cancel)))
            file.Report(s_rule, mention.Token.GetLocation(), mention.Token.ValueText);
    }

    /// <summary>Each function once, however often it mentions the token.</summary>
    private static void CheckFile(FileContext file)
    {
        var functions = file.Compilation.MentionsOf("ApplicationStopping", file.Tree).SelectMany(mention => FunctionsAround(mention.Node, file)).Distinct();
        foreach (var function in functions)
            if (file.Model.GetOperation(function, file.Cancel) is { } body && !LongLivedRequest.Is(function, file.Model, file.Cancel))
                CheckAwaits(body, file);
    }

    private static void CheckAwaits(IOperation body, FileContext file)
    {
        foreach (var wait in Wait.In(body))
            if (!wait.Blocks && wait.Call?.TokenArgument(file.Types) is { } argument && IsCancelledBySignal(argument.Value, file))
                file.Report(s_rule, argument.Value.Syntax.GetLocation(), wait.Call.TargetMethod.Name);
    }

    private static bool IsCancelledBySignal(IOperation? token, FileContext file) =>
        token is not null && (Tokens.OriginsOf(token, file.Compilation, file.Cancel) & TokenOrigins.ApplicationStopping) != 0;

    /// <summary>The function of a request that the node is in; for a field or constructor, those of its type.</summary>
    private static IEnumerable<SyntaxNode> FunctionsAround(SyntaxNode node, FileContext file)
    {
        if (RequestFunction(node, file) is { } function)
            return [function];

        return node.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Members.OfType<MethodDeclarationSyntax>()
            .Where(method => RunBy.Of(method, file.Model, file.Cancel) is Runner.Request) ?? [];
    }

    private static SyntaxNode? RequestFunction(SyntaxNode node, FileContext file) => node.Ancestors()
        .LastOrDefault(function => function is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MethodDeclarationSyntax && RunBy.Of(function, file.Model, file.Cancel) is Runner.Request);
}
