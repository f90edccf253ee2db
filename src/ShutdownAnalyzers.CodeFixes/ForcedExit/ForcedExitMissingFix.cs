using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.Editing;
using ShutdownAnalyzers.Hosting;

namespace ShutdownAnalyzers.ForcedExit;

/// <summary>SHUT601: states a time after which a shutdown that hangs is over.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ForcedExitMissingFix))]
[Shared]
public sealed class ForcedExitMissingFix() : EditFix("SHUT601")
{
    private const int DefaultSeconds = 30;
    private const int SecondsBehindDrain = 10;

    private protected override SolutionEdit? Edit(Faulty faulty)
    {
        var time = faulty.Node.AncestorsAndSelf().OfType<ExpressionSyntax>().FirstOrDefault(static expression => expression.Parent is AssignmentExpressionSyntax or ArgumentSyntax);
        TextChange? change = time?.Parent switch
        {
            AssignmentExpressionSyntax { Left: var option } setting when NameOf(option) is "DrainTimeout" or "LameDuckPeriod" => AddForcedExit(setting, ForcedExit(faulty)),
            AssignmentExpressionSyntax { Left: var option } when NameOf(option) == "ForcedExitTimeout" => new(time.Span, ForcedExit(faulty)),
            AssignmentExpressionSyntax or ArgumentSyntax => new(time.Span, Seconds(DefaultSeconds)),
            _ => null,
        };

        return change is { } made
            ? SolutionEdit.Of(faulty.Project.Solution, "Give the shutdown an end", faulty.Model.Import(faulty.Node.SpanStart, ["System"], faulty.Cancel).Append(made).Select(edit => (faulty.Node.SyntaxTree, edit)))
            : null;
    }

    /// <summary>The package's default, or a time behind a drain that takes longer.</summary>
    private static string ForcedExit(Faulty faulty)
    {
        var drainEnd = new ShutdownSettings(faulty.Model.Compilation, faulty.Cancel).DrainEnd ?? TimeSpan.Zero;
        return Seconds(drainEnd.TotalSeconds < DefaultSeconds ? DefaultSeconds : (int)Math.Ceiling(drainEnd.TotalSeconds) + SecondsBehindDrain);
    }

    /// <summary>Beside the option that outgrew it: in the lambda, block or initializer that sets that one.</summary>
    private static TextChange? AddForcedExit(AssignmentExpressionSyntax setting, string time)
    {
        if (setting is { Parent: InitializerExpressionSyntax, Left: IdentifierNameSyntax })
            return new(new(setting.Span.End, 0), $", ForcedExitTimeout = {time}");

        if (setting.Left is not MemberAccessExpressionSyntax { Expression: var options })
            return null;

        var statement = $"{options}.ForcedExitTimeout = {time};";
        return setting.Parent switch
        {
            ExpressionStatementSyntax { Parent: BlockSyntax or GlobalStatementSyntax } alone => Statements.After(alone, statement),
            LambdaExpressionSyntax lambda => BodyEdit.PutFirst(lambda, [statement], Layout.Around(lambda)),
            _ => null,
        };
    }

    private static string Seconds(int seconds) => $"TimeSpan.FromSeconds({seconds})";

    private static string NameOf(ExpressionSyntax option) => option.GetLastToken().ValueText;
}
