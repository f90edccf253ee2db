using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.Editing;
using ShutdownAnalyzers.Ownership;

namespace ShutdownAnalyzers.Timers;

/// <summary>SHUT305: makes a <c>BackgroundService</c> with a <c>PeriodicTimer</c> of a hosted service that does nothing but run its timer.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AsyncVoidCallbackFix)), Shared]
public sealed class AsyncVoidCallbackFix() : EditFix("SHUT305")
{
    private protected override SolutionEdit? Edit(Faulty faulty)
    {
        if (faulty.Node.FirstAncestorOrSelf<ArgumentSyntax>() is not { Parent.Parent: BaseObjectCreationExpressionSyntax creation, Expression: ParenthesizedLambdaExpressionSyntax or SimpleLambdaExpressionSyntax } argument
            || Tick((LambdaExpressionSyntax)argument.Expression) is not { } tick
            || TimedService.Of(creation, faulty.Model, faulty.Cancel) is not { } service
            || service.Period.IsInfinite())
            return null;

        var layout = Layout.Of(service.Type);
        if (layout.AreOnOneLine(service.Type.SpanStart, service.Type.Span.End))
            return null;

        IEnumerable<TextChange> changes =
        [
            Base(service),
            Remove(service.Field, layout),
            new(service.Start.Span, Execute(service, tick, layout)),
            Remove(service.Stop, layout),
            .. service.Dispose is { } dispose ? (TextChange[])[Remove(dispose, layout)] : [],
        ];
        return SolutionEdit.Of(faulty.Project.Solution, "Make it a BackgroundService with a PeriodicTimer", changes.Select(change => (service.Type.SyntaxTree, change)));
    }

    /// <summary>The statements of a callback that does not look at the state it is given.</summary>
    private static string[]? Tick(LambdaExpressionSyntax callback)
    {
        var state = callback is SimpleLambdaExpressionSyntax { Parameter.Identifier.ValueText: var name } ? name : "_";
        if (callback.Body.DescendantNodesAndSelf().Any(node => node is ReturnStatementSyntax || node is IdentifierNameSyntax used && used.Identifier.ValueText == state))
            return null;

        return callback.Block is { } block
            ? block.Statements.Any(static statement => statement.ToString().Contains("\n")) ? null : [.. block.Statements.Select(static statement => statement.ToString())]
            : [$"{callback.ExpressionBody};"];
    }

    private static TextChange Base(TimedService service)
    {
        var types = service.Type.BaseList!.Types.Select(static type => type.ToString()).Where(type => type != "IHostedService" && (type != "IDisposable" || service.Dispose is null));
        return new(TextSpan.FromBounds(service.Type.BaseList.Types[0].SpanStart, service.Type.BaseList.Types.Last().Span.End), string.Join(", ", types.Prepend("BackgroundService")));
    }

    private static string Execute(TimedService service, string[] tick, Layout layout)
    {
        var (indent, newLine, step) = (layout.IndentAt(service.Start.SpanStart), layout.NewLineAt(service.Start.SpanStart), layout.Step);
        var isAtOnce = service.Due.Syntax.ToString() is "0" or "TimeSpan.Zero";
        string[] wait = isAtOnce || IsSame(service.Due, service.Period) ? [] : [$"{step}await Task.Delay({service.Due.Syntax}, stoppingToken);"];
        string[] loop = IsSame(service.Due, service.Period)
            ? [$"{step}while (await timer.WaitForNextTickAsync(stoppingToken))", .. Block(tick, step)]
            : [$"{step}do", .. Block(tick, step), $"{step}while (await timer.WaitForNextTickAsync(stoppingToken));"];
        string[] lines =
        [
            "protected override async Task ExecuteAsync(CancellationToken stoppingToken)",
            "{",
            .. wait,
            $"{step}using var timer = new PeriodicTimer({Span(service.Period)});",
            .. loop,
            "}",
        ];
        return string.Join(newLine + indent, lines);
    }

    private static IEnumerable<string> Block(string[] tick, string step) => [$"{step}{{", .. tick.Select(statement => step + step + statement), $"{step}}}"];

    private static bool IsSame(IOperation due, IOperation period) => due.Syntax.ToString() == period.Syntax.ToString();

    /// <summary>A time as the <c>PeriodicTimer</c> wants it.</summary>
    private static string Span(IOperation time) => time.Type?.SpecialType is SpecialType.None ? time.Syntax.ToString() : $"TimeSpan.FromMilliseconds({time.Syntax})";

    /// <summary>A member with its comments, and the blank line before it.</summary>
    private static TextChange Remove(MemberDeclarationSyntax member, Layout layout)
    {
        var previous = member.GetFirstToken().GetPreviousToken();
        return new(TextSpan.FromBounds(layout.LineEndOf(previous.Span.End), layout.LineEndOf(member.Span.End)), "");
    }
}
