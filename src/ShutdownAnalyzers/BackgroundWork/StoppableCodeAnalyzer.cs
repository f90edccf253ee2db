using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.BackgroundWork;

/// <summary>The base of the rules about the code that a background service runs until it is stopped: asked for each body of it in the file that is analysed.</summary>
public abstract class StoppableCodeAnalyzer : ShutdownAnalyzer
{
    private protected StoppableCodeAnalyzer(DiagnosticDescriptor rule) : base(rule)
    {
    }

    private protected sealed override bool CanOccur(FrameworkTypes types) => types.BackgroundService is not null;

    private protected sealed override void Analyze(CompilationStartAnalysisContext start, FrameworkTypes types) =>
        start.RegisterSemanticModelAction(context => Check(new FileContext(context, types)));

    private protected abstract void Check(IOperation body, FileContext file);

    private void Check(FileContext file)
    {
        foreach (var body in StoppableCode.In(file.Tree, file.Compilation, file.Cancel))
            Check(body, file);
    }
}
