using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ShutdownAnalyzers.Infrastructure;

/// <summary>
/// The base of the rules that look at a few names: asked for each mention in the file that is analysed. Where no such name stands,
/// nothing is bound; an operation action would make the driver bind every body a second time.
/// </summary>
public abstract class MentionAnalyzer : ShutdownAnalyzer
{
    private readonly ImmutableArray<string> _names;

    private protected MentionAnalyzer(ImmutableArray<string> watchedNames, params DiagnosticDescriptor[] rules) : base(rules) => _names = watchedNames;

    private protected sealed override void Analyze(CompilationStartAnalysisContext start, FrameworkTypes types) =>
        start.RegisterSemanticModelAction(context => Check(new FileContext(context, types)));

    /// <summary>Looks at one mention: first at its syntax, and binds only what can be the fault.</summary>
    private protected abstract void Check(Mention mention, FileContext file);

    private void Check(FileContext file)
    {
        foreach (var name in _names)
            foreach (var mention in file.Compilation.MentionsOf(name, file.Tree))
                Check(mention, file);
    }
}

/// <summary>The file that is analysed: what a rule may ask about it, and where it reports.</summary>
internal readonly struct FileContext(SemanticModelAnalysisContext context, FrameworkTypes types)
{
    public SyntaxTree Tree => context.SemanticModel.SyntaxTree;

    public SemanticModel Model => context.SemanticModel;

    public Compilation Compilation => context.SemanticModel.Compilation;

    public FrameworkTypes Types { get; } = types;

    public CancellationToken Cancel => context.CancellationToken;

    /// <summary>An option as it is set for this file.</summary>
    public T Read<T>(Option<T> option) => option.In(Tree, context.Options);

    public void Report(DiagnosticDescriptor rule, Location location, params object?[] arguments) =>
        context.ReportDiagnostic(Diagnostic.Create(rule, location, arguments));

    /// <summary>Reports with what the fix needs to know.</summary>
    public void Report(DiagnosticDescriptor rule, Location location, ImmutableDictionary<string, string?> properties, params object?[] arguments) =>
        context.ReportDiagnostic(Diagnostic.Create(rule, location, properties, arguments));
}
