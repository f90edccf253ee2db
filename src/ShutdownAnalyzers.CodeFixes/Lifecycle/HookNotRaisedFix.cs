using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShutdownAnalyzers.Editing;
using ShutdownAnalyzers.Hosting;

namespace ShutdownAnalyzers.Lifecycle;

/// <summary>SHUT104: registers SIGTERM beside the hook, so that it leads to the same.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(HookNotRaisedFix)), Shared]
public sealed class HookNotRaisedFix() : EditFix("SHUT104")
{
    private static readonly string[] s_imports = ["System", "System.Runtime.InteropServices"];

    private protected override SolutionEdit? Edit(Faulty faulty)
    {
        if (faulty.Node.FirstAncestorOrSelf<AssignmentExpressionSyntax>() is not { Parent: ExpressionStatementSyntax statement } hook
            || !EntryPoint.HasStatement(statement, faulty.Model.Compilation, faulty.Cancel)
            || HandlerLike(hook) is not { } handler)
            return null;

        var registration = $"using var {hook.SyntaxTree.FreeName("onSigterm")} = PosixSignalRegistration.Create(PosixSignal.SIGTERM, {handler});";
        var changes = faulty.Model.Import(hook.SpanStart, s_imports, faulty.Cancel).Append(Statements.After(statement, registration));
        return SolutionEdit.Of(faulty.Project.Solution, "Handle SIGTERM, too", changes.Select(change => (hook.SyntaxTree, change)));
    }

    /// <summary>What ends a program raises the exit events; the console's own event is handled once more.</summary>
    private static string? HandlerLike(AssignmentExpressionSyntax hook) => NameOf(hook.Left) switch
    {
        "ProcessExit" or "Unloading" => "_ => Environment.Exit(0)",
        _ => hook.Right is ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: { Count: 2 } parameters } lambda && AsksForCancelOnly(lambda, parameters)
            ? $"{(lambda.AsyncKeyword.RawKind is 0 ? "" : "async ")}{parameters[1].Identifier.Text} {lambda.ToString().Substring(lambda.ArrowToken.SpanStart - lambda.SpanStart)}"
            : null,
    };

    private static bool AsksForCancelOnly(LambdaExpressionSyntax lambda, SeparatedSyntaxList<ParameterSyntax> parameters) =>
        lambda.Body.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().All(name =>
            name.Identifier.ValueText != parameters[0].Identifier.ValueText
            && (name.Identifier.ValueText != parameters[1].Identifier.ValueText || name.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Cancel" }));

    private static string? NameOf(ExpressionSyntax hook) => hook switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        IdentifierNameSyntax name => name.Identifier.ValueText,
        _ => null,
    };
}
