using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Hosting;

/// <summary>The base of the rules about a whole app: each is asked once, when the file with the run call is analysed, and reports there.</summary>
public abstract class AppAnalyzer : ShutdownAnalyzer
{
    private readonly DiagnosticDescriptor _rule;

    private protected AppAnalyzer(DiagnosticDescriptor rule) : base(rule) => _rule = rule;

    // A semantic model action makes the driver bind nothing (an operation action: every body, a second time),
    // and what it reports into its own file is local, so the editor shows it.
    private protected sealed override void Analyze(CompilationStartAnalysisContext start, FrameworkTypes types) =>
        start.RegisterSemanticModelAction(Analyze);

    /// <summary>Whether the app has the fault.</summary>
    private protected abstract bool IsFaulty(App app);

    private void Analyze(SemanticModelAnalysisContext context)
    {
        var (compilation, tree, cancel) = (context.SemanticModel.Compilation, context.SemanticModel.SyntaxTree, context.CancellationToken);
        if (!RunCall.MayBeIn(tree, compilation, cancel) || RunCall.Of(compilation, cancel) is not { } run || run.Name.SyntaxTree != tree)
            return;

        if (Platform.Owns(compilation, context.Options) || !IsFaulty(new App(compilation, run, context.Options, cancel)))
            return;

        context.ReportDiagnostic(Diagnostic.Create(_rule, run.Name.GetLocation(), run.ForFix, compilation.AssemblyName));
    }
}
