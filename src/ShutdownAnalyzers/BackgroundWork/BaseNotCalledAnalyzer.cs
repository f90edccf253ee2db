using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.BackgroundWork;

/// <summary>SHUT403: a background service overrides what starts or stops its work, and leaves the base out.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BaseNotCalledAnalyzer() : MentionAnalyzer(["StartAsync", "StopAsync", "Dispose"], s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = Rule.Warning(
        "SHUT403",
        "base.StopAsync is not called",
        "'{0}' can end without a call of 'base.{0}': {1}",
        "BackgroundService itself starts ExecuteAsync, cancels its token and waits for it. An override that does not call its base takes that away.");

    private protected override bool CanOccur(FrameworkTypes types) => types.BackgroundService is not null;

    private protected override void Check(Mention mention, FileContext file)
    {
        if (mention.Node is not MethodDeclarationSyntax declaration
            || !declaration.Modifiers.Any(SyntaxKind.OverrideKeyword)
            || file.Model.FunctionOf(declaration, file.Cancel) is not { OverriddenMethod.IsAbstract: false } method
            || !IsOfBackgroundService(method, file.Types)
            || file.Model.GetOperation(declaration, file.Cancel) is not IMethodBodyOperation body)
            return;

        if (!Paths.AllReach(body, operation => CallsBase(operation, method, file), file.Cancel))
            file.Report(s_rule, declaration.Identifier.GetLocation(), method.Name, ConsequenceOf(method));
    }

    private static string ConsequenceOf(IMethodSymbol method) => method.Name switch
    {
        "StartAsync" => "ExecuteAsync never runs",
        "StopAsync" => "ExecuteAsync is not told to stop, and nobody waits for it",
        _ => "the token of ExecuteAsync is not cancelled",
    };

    private static bool IsOfBackgroundService(IMethodSymbol method, FrameworkTypes types)
    {
        for (var overridden = method.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
            if (overridden.ContainingType.Is(types.BackgroundService))
                return true;

        return false;
    }

    private static bool CallsBase(IOperation operation, IMethodSymbol method, FileContext file) => operation switch
    {
        IInvocationOperation or IMethodReferenceOperation when IsBase(operation.Syntax, method.Name) => true,
        IInvocationOperation { TargetMethod: var helper } => IsHelper(helper, method, file),
        IFlowAnonymousFunctionOperation => NamesBase(operation.Syntax, method.Name),
        _ => false,
    };

    /// <summary>A method that calls the base on behalf of the override; one whose code we cannot see may.</summary>
    private static bool IsHelper(IMethodSymbol helper, IMethodSymbol method, FileContext file)
    {
        if (!method.ContainingType.IsA(helper.ContainingType.OriginalDefinition) || !helper.ContainingType.IsA(file.Types.BackgroundService))
            return false;

        return helper.DeclaringSyntaxReferences.IsEmpty
            ? !helper.ContainingType.Is(file.Types.BackgroundService)
            : helper.DeclaringSyntaxReferences.Any(part => NamesBase(part.GetSyntax(file.Cancel), method.Name));
    }

    private static bool NamesBase(SyntaxNode code, string name) => code.DescendantNodes().Any(node => IsBase(node, name));

    private static bool IsBase(SyntaxNode node, string name) => node switch
    {
        InvocationExpressionSyntax call => IsBase(call.Expression, name),
        MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax, Name.Identifier.ValueText: var called } => called == name,
        _ => false,
    };
}
