using System.Composition;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.Editing;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Drain;

/// <summary>SHUT204: makes the app a lame duck for as long as the callback slept.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BlockingStopCallbackFix))]
[Shared]
public sealed class BlockingStopCallbackFix() : EditFix("SHUT204")
{
    private static readonly TimeSpan s_drainTimeout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_behindDrain = TimeSpan.FromSeconds(10);

    private protected override SolutionEdit? Edit(Faulty faulty)
    {
        var compilation = faulty.Model.Compilation;
        if (RunCall.Of(compilation, faulty.Cancel) is not { } run
            || (faulty.Node as SimpleNameSyntax)?.Call() is not { } sleep
            || TimeOf(sleep, faulty) is not { } time
            || StatementWith(sleep) is not { } statement
            || Install(Options(time), run, compilation, faulty.Cancel) is not { } installed)
            return null;

        return SolutionEdit.Of(faulty.Project.Solution, "Be a lame duck instead", [.. installed, (statement.SyntaxTree, Statements.Remove(statement))])
            ?.WithPackage(faulty.Project, compilation, GracefulShutdown.PackageFor(run.Host));
    }

    /// <summary>How long the call does nothing but pass the time; null if it waits for something.</summary>
    private static TimeSpan? TimeOf(InvocationExpressionSyntax call, Faulty faulty) =>
        faulty.Model.GetOperation(call, faulty.Cancel) is { } operation
        && Wait.Of(operation) is { Call.TargetMethod.Name: "Sleep" or "Delay" } wait
        && wait.Duration(faulty.Cancel) is { } time && time > TimeSpan.Zero && time <= TimeSpan.FromHours(1)
            ? time
            : null;

    /// <summary>What is left out with the sleep: its statement, or the whole registration of a callback that only sleeps.</summary>
    private static StatementSyntax? StatementWith(InvocationExpressionSyntax sleep) => sleep.Parent switch
    {
        ExpressionStatementSyntax { Parent: BlockSyntax { Statements.Count: 1, Parent: AnonymousFunctionExpressionSyntax callback } } => RegistrationOf(callback),
        ExpressionStatementSyntax { Parent: BlockSyntax } alone => alone,
        AnonymousFunctionExpressionSyntax callback => RegistrationOf(callback),
        _ => null,
    };

    private static StatementSyntax? RegistrationOf(AnonymousFunctionExpressionSyntax callback) =>
        callback.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Parent: ExpressionStatementSyntax { Parent: BlockSyntax or GlobalStatementSyntax } statement } } ? statement : null;

    /// <summary>The package's services with these options; null where they have options already, or no place.</summary>
    private static IEnumerable<(SyntaxTree, TextChange)>? Install(string options, RunCall run, Compilation compilation, CancellationToken cancel)
    {
        var calls = new GracefulShutdownCalls(compilation, cancel);
        var present = compilation.MentionsOf(GracefulShutdown.AddServices).Select(static mention => mention.Call).OfType<InvocationExpressionSyntax>().ToList();
        var services = present.Count == 0
            ? calls.InServices(options)?.Changes
            : present is { Count: 1 } && present[0].ArgumentList is { Arguments.Count: 0 } list ? [(list.SyntaxTree, new TextChange(new(list.OpenParenToken.Span.End, 0), options))] : null;

        return run.IsWeb && !compilation.MentionsOf(GracefulShutdown.UseMiddleware).Any()
            ? calls.InPipeline() is { } pipeline ? services?.Concat(pipeline.Changes) : null
            : services;
    }

    private static string Options(TimeSpan lameDuck)
    {
        var options = $"options.LameDuckPeriod = {Code(lameDuck)}; options.EndLameDuckEarly = false;";
        var isWithinForcedExit = lameDuck + s_drainTimeout < TimeSpan.FromSeconds(30);
        return isWithinForcedExit ? $"options => {{ {options} }}" : $"options => {{ {options} options.ForcedExitTimeout = {Code(lameDuck + s_drainTimeout + s_behindDrain)}; }}";
    }

    private static string Code(TimeSpan time) => time.Milliseconds == 0
        ? $"TimeSpan.FromSeconds({time.TotalSeconds.ToString(CultureInfo.InvariantCulture)})"
        : $"TimeSpan.FromMilliseconds({time.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)})";
}
