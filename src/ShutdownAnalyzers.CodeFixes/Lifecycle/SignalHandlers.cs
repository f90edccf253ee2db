using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShutdownAnalyzers.Editing;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Lifecycle;

/// <summary>Lets a program without a host end by itself on SIGTERM and SIGINT, with nothing but the base class library.</summary>
internal static class SignalHandlers
{
    private static readonly string[] s_imports = ["System.Runtime.InteropServices", "System.Threading", "System.Threading.Tasks"];

    public static SourceEdit? EndingAt(InvocationExpressionSyntax wait, SemanticModel model, CancellationToken cancel)
    {
        if (FrameworkTypes.Of(model.Compilation).PosixSignalRegistration is null || FirstStatement(model.Compilation, cancel) is not { } first || first.SyntaxTree != wait.SyntaxTree)
            return null;

        var tree = wait.SyntaxTree;
        var source = tree.FreeName("stopping");
        if (EndedWait.By(source, wait, model, cancel) is not { } ended)
            return null;

        var stop = tree.FreeName("Stop");
        var handlers = Statements.Before(
            first,
            $"using var {source} = new CancellationTokenSource();",
            $"using var {tree.FreeName("onSigterm")} = PosixSignalRegistration.Create(PosixSignal.SIGTERM, {stop});",
            $"using var {tree.FreeName("onSigint")} = PosixSignalRegistration.Create(PosixSignal.SIGINT, {stop});",
            "",
            $"void {stop}(PosixSignalContext signal)",
            "{",
            "    signal.Cancel = true;",
            $"    {source}.Cancel();",
            "}",
            "");

        return new SourceEdit(tree, [.. model.Import(first.SpanStart, s_imports, cancel), handlers, .. ended]);
    }

    private static StatementSyntax? FirstStatement(Compilation compilation, CancellationToken cancel) => EntryPoint.Of(compilation, cancel) switch
    {
        CompilationUnitSyntax unit => unit.Members.OfType<GlobalStatementSyntax>().FirstOrDefault()?.Statement,
        MethodDeclarationSyntax { Body: { } body } => body.Statements.FirstOrDefault(),
        _ => null,
    };
}
