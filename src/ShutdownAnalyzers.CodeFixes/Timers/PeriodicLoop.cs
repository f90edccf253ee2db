using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.Editing;
using ShutdownAnalyzers.Ownership;

namespace ShutdownAnalyzers.Timers;

/// <summary>Makes a <c>BackgroundService</c> with a <c>PeriodicTimer</c> of a hosted service that does little but run its timer.</summary>
internal static class PeriodicLoop
{
    /// <summary>Null if the service does more than that, or the timer does not go on.</summary>
    public static SolutionEdit? InsteadOf(BaseObjectCreationExpressionSyntax timer, Faulty faulty)
    {
        if (TimedService.Of(timer, faulty.Model, faulty.Cancel) is not { } service
            || service.Period.IsInfinite()
            || Tick.Of(service, faulty.Cancel) is not { } tick)
            return null;

        var layout = Layout.Of(service.Type);
        if (layout.AreOnOneLine(service.Type.SpanStart, service.Type.Span.End))
            return null;

        IEnumerable<TextChange> changes =
        [
            Base(service),
            Remove(service.Field, service, layout),
            new(service.Start.Span, Execute(service, tick.Lines, layout)),
            service.Closing.Any() ? new(service.Stop.Span, StopAsync(service, layout)) : Remove(service.Stop, service, layout),
            .. service.Dispose is { } dispose ? (TextChange[])[Remove(dispose, service, layout)] : [],
            .. tick.Changes,
        ];
        return SolutionEdit.Of(faulty.Project.Solution, "Make it a BackgroundService with a PeriodicTimer", changes.Select(change => (service.Type.SyntaxTree, change)));
    }

    private static TextChange Base(TimedService service)
    {
        var types = service.Type.BaseList!.Types.Select(static type => type.ToString()).Where(type => type != "IHostedService" && (type != "IDisposable" || service.Dispose is null));
        return new(TextSpan.FromBounds(service.Type.BaseList.Types[0].SpanStart, service.Type.BaseList.Types.Last().Span.End), string.Join(", ", types.Prepend("BackgroundService")));
    }

    private static string Execute(TimedService service, string[] tick, Layout layout)
    {
        var step = layout.Step;
        var timer = service.Type.SyntaxTree.FreeName("timer");
        var isAtOnce = service.Due.Syntax.ToString() is "0" or "TimeSpan.Zero";
        string[] wait = isAtOnce || IsSame(service.Due, service.Period) ? [] : [$"{step}await Task.Delay({service.Due.Syntax}, stoppingToken);"];
        string[] loop = IsSame(service.Due, service.Period)
            ? [$"{step}while (await {timer}.WaitForNextTickAsync(stoppingToken))", .. Block(tick, step)]
            : [$"{step}do", .. Block(tick, step), $"{step}while (await {timer}.WaitForNextTickAsync(stoppingToken));"];
        string[] lines =
        [
            "protected override async Task ExecuteAsync(CancellationToken stoppingToken)",
            "{",
            .. service.Opening.SelectMany(Commented).Concat(Comments(service.Creation)).Select(line => step + line),
            .. wait,
            $"{step}using var {timer} = new PeriodicTimer({Span(service.Period)});",
            .. loop,
            "}",
        ];
        return Method(lines, service.Start, layout);
    }

    /// <summary>What is left to do at the stop, before the loop is told to end.</summary>
    private static string StopAsync(TimedService service, Layout layout)
    {
        var parameters = service.Stop.ParameterList;
        string[] lines =
        [
            $"public override async Task StopAsync{parameters}",
            "{",
            .. service.Closing.SelectMany(Commented).Select(line => layout.Step + line),
            $"{layout.Step}await base.StopAsync({parameters.Parameters[0].Identifier.Text});",
            "}",
        ];
        return Method(lines, service.Stop, layout);
    }

    private static string Method(string[] lines, MethodDeclarationSyntax place, Layout layout)
    {
        var (indent, newLine) = (layout.IndentAt(place.SpanStart), layout.NewLineAt(place.SpanStart));
        return string.Join(newLine, lines.Select((line, number) => number == 0 || line.Length == 0 ? line : indent + line));
    }

    private static IEnumerable<string> Commented(StatementSyntax statement) => Comments(statement).Append(statement.ToString());

    private static IEnumerable<string> Comments(StatementSyntax statement) =>
        statement.GetLeadingTrivia().Where(static trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia)).Select(static trivia => trivia.ToString());

    private static IEnumerable<string> Block(string[] tick, string step) =>
        [$"{step}{{", .. tick.Select(line => line.Length == 0 ? "" : step + step + line), $"{step}}}"];

    private static bool IsSame(IOperation due, IOperation period) => due.Syntax.ToString() == period.Syntax.ToString();

    /// <summary>A time as the <c>PeriodicTimer</c> wants it.</summary>
    private static string Span(IOperation time) => time.Type?.SpecialType is SpecialType.None ? time.Syntax.ToString() : $"TimeSpan.FromMilliseconds({time.Syntax})";

    /// <summary>A member with its comments, and the blank line before it, or the one behind it where the loop comes first then.</summary>
    private static TextChange Remove(MemberDeclarationSyntax member, TimedService service, Layout layout)
    {
        var previous = member.GetFirstToken().GetPreviousToken();
        var isFirst = previous == service.Type.OpenBraceToken && member.GetLastToken().GetNextToken() == service.Start.GetFirstToken();
        var span = isFirst
            ? TextSpan.FromBounds(previous.FullSpan.End, layout.SkipBlankLines(member.FullSpan.End))
            : TextSpan.FromBounds(layout.LineEndOf(previous.Span.End), layout.LineEndOf(member.Span.End));
        return new(span, "");
    }
}
