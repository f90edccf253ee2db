using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.Editing;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Ownership;
using ShutdownAnalyzers.ProjectFiles;

namespace ShutdownAnalyzers.Timers;

/// <summary>SHUT304: ties a static timer to the host's lifetime, where it is created or before the run call.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StaticTimerFix)), Shared]
public sealed class StaticTimerFix() : EditFix("SHUT304")
{
    private const string HostingNamespace = "Microsoft.Extensions.Hosting";

    private protected override SolutionEdit? Edit(Faulty faulty)
    {
        if (faulty.Node.FirstAncestorOrSelf<SyntaxNode>(static node => node is VariableDeclaratorSyntax or PropertyDeclarationSyntax) is not { } declaration
            || faulty.Model.GetDeclaredSymbol(declaration, faulty.Cancel) is not { } timer
            || (WhereItIsCreated(timer, faulty) ?? BeforeTheRunCall(timer, declaration, faulty)) is not var (tree, changes))
            return null;

        return SolutionEdit.Of(faulty.Project.Solution, $"Dispose '{timer.Name}' on shutdown", changes.Select(change => (tree, change)))
            ?.WithPackage(faulty.Project, faulty.Model.Compilation, RuntimePackage.AnyHost);
    }

    private static (SyntaxTree, IEnumerable<TextChange>)? WhereItIsCreated(ISymbol timer, Faulty faulty)
    {
        var compilation = faulty.Model.Compilation;
        var creations = Stored.In(timer, compilation, faulty.Cancel).Values;
        return creations.Length == 1 && creations[0].Syntax.FirstAncestorOrSelf<StatementSyntax>() is ExpressionStatementSyntax { Parent: BlockSyntax or GlobalStatementSyntax } statement
            && InScope.Lifetime(statement, compilation.GetSemanticModel(statement.SyntaxTree)) is { } lifetime
            ? Edit(statement, [Statements.After(statement, $"{timer.Name}.DisposeOnShutdown({lifetime});")], lifetime, faulty)
            : null;
    }

    /// <summary>Where the run call can reach the timer, which is there from the start.</summary>
    private static (SyntaxTree, IEnumerable<TextChange>)? BeforeTheRunCall(ISymbol timer, SyntaxNode declaration, Faulty faulty)
    {
        var compilation = faulty.Model.Compilation;
        if (declaration is not (VariableDeclaratorSyntax { Initializer: not null } or PropertyDeclarationSyntax { Initializer: not null })
            || RunCall.Of(compilation, faulty.Cancel)?.Name.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax or GlobalStatementSyntax } run)
            return null;

        var model = compilation.GetSemanticModel(run.SyntaxTree);
        if (InScope.Lifetime(run, model) is not { } lifetime || !model.IsAccessible(run.SpanStart, timer) || !model.IsAccessible(run.SpanStart, timer.ContainingType))
            return null;

        var name = $"{timer.ContainingType.ToMinimalDisplayString(model, run.SpanStart)}.{timer.Name}";
        return Edit(run, [Statements.Before(run, $"{name}.DisposeOnShutdown({lifetime});")], lifetime, faulty);
    }

    private static (SyntaxTree, IEnumerable<TextChange>) Edit(SyntaxNode place, IEnumerable<TextChange> changes, string lifetime, Faulty faulty)
    {
        string[] imports = lifetime.Contains("GetRequiredService") ? InScope.Imports : [HostingNamespace];
        return (place.SyntaxTree, faulty.Model.Compilation.GetSemanticModel(place.SyntaxTree).Import(place.SpanStart, imports, faulty.Cancel).Concat(changes));
    }
}
