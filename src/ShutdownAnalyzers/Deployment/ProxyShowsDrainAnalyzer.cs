using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.Deployment.Nginx;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Deployment;

/// <summary>SHUT704: an nginx that has another server to ask, and still hands a draining app's refusal to the client.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ProxyShowsDrainAnalyzer() : DeploymentAnalyzer(s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = Rule.Warning(
        "SHUT704",
        "nginx shows the 503 to the client",
        "{0} {1}",
        "A draining app answers 503 so that the proxy asks another instance. nginx does so only for the statuses that proxy_next_upstream lists.");

    private const string Directive = "proxy_next_upstream";

    private protected override IEnumerable<Finding> Look(DeploymentFile file, DeployedApp app)
    {
        if (file is not NginxFile nginx || app.Shutdown.DrainStatus is not { } status)
            return [];

        var upstreams = app.Files.OfType<NginxFile>()
            .SelectMany(other => other.Upstreams.Where(upstream => Servers(upstream).Take(2).Count() == 2 && app.Owns(upstream, other)))
            .ToList();

        // One finding for each server block: what is said there holds for all its locations.
        return nginx.Root.Descendants()
            .Where(static directive => directive.Name == "proxy_pass")
            .Select(pass => (Pass: pass, Upstream: upstreams.FirstOrDefault(upstream => Passes(pass, upstream)), Retry: pass.Parent?.Effective(Directive)))
            .Where(static passed => passed.Upstream is not null)
            .GroupBy(static passed => (passed.Retry, passed.Pass.Enclosing("server")))
            .Select(static passed => passed.First())
            .Select(passed => Judge(passed.Pass, passed.Retry, passed.Upstream!, status, nginx))
            .OfType<Finding>();
    }

    private static Finding? Judge(NginxDirective pass, NginxDirective? retry, NginxDirective upstream, string status, NginxFile file)
    {
        var statuses = status.Split([" or "], StringSplitOptions.None);
        var isShown = retry is null || !statuses.Any(one => retry.Arguments.Contains($"http_{one}"));
        if (retry is not null && retry.Arguments.Contains("off"))
            return file.HasComment(retry.Span) ? null : Shown(retry, upstream, status, new(RetryTitle(statuses), [new(ArgumentsOf(retry), $"error timeout http_{statuses[0]}"), .. MaxFails(upstream, file)]));

        if (isShown && retry is not null)
            return Shown(retry, upstream, status, new(RetryTitle(statuses), [new(new TextSpan(retry.Span.End, 0), $" http_{statuses[0]}"), .. MaxFails(upstream, file)]));

        if (isShown)
            return Shown(pass, upstream, status, new(RetryTitle(statuses), [Inserted(pass, statuses[0], file), .. MaxFails(upstream, file)]));

        if (MaxFails(upstream, file) is { IsEmpty: false } changes)
            return new(upstream.Span, Subject(upstream), $"counts a {status} as a failure of the server (max_fails=1): servers restarted one after another leave no live upstreams", new("Count no failures (max_fails=0)", changes)) { IsSuggestion = true };

        return retry!.Arguments.Contains("non_idempotent")
            ? null
            : new(retry.Span, Subject(upstream), $"retries no POST that a draining app answers with {status}; the app can serve such requests instead (DrainMode = Serve)", null) { IsSuggestion = true };
    }

    private static Finding Shown(NginxDirective place, NginxDirective upstream, string status, Repair repair) =>
        new(place.Span, Subject(upstream), $"does not ask the next server when a draining app answers {status}: the client gets the error", repair);

    private static string Subject(NginxDirective upstream) => $"Upstream '{upstream.Arguments.FirstOrDefault()}'";

    private static string RetryTitle(string[] statuses) => $"Ask the next server on {statuses[0]}";

    private static IEnumerable<NginxDirective> Servers(NginxDirective upstream) =>
        upstream.Block.Where(static server => server.Name == "server" && !server.Arguments.Contains("down"));

    private static bool Passes(NginxDirective pass, NginxDirective upstream) =>
        upstream.Arguments.FirstOrDefault() is { } name
        && pass.Arguments.FirstOrDefault()?.Split(["://"], StringSplitOptions.None).Last().Split('/', ':')[0] == name;

    /// <summary>The directive in front of what stands first in the server block, else in front of the pass.</summary>
    private static TextChange Inserted(NginxDirective pass, string status, NginxFile file)
    {
        var before = pass.Enclosing("server")?.Block.FirstOrDefault() ?? pass;
        var indent = file.NewLine + new string(' ', file.PositionOf(before.Span.Start).Character);
        return new(new TextSpan(before.Span.Start, 0), $"{Directive} error timeout http_{status};{indent}");
    }

    /// <summary>What makes a refusal count as no failure; nothing if the group stands in another file.</summary>
    private static ImmutableArray<TextChange> MaxFails(NginxDirective upstream, NginxFile file)
    {
        if (!file.Upstreams.Contains(upstream))
            return [];

        return
        [
            .. from server in Servers(upstream)
               let stated = server.Words.FirstOrDefault(static word => word.Value.StartsWith("max_fails=", StringComparison.Ordinal))
               where stated.Value != "max_fails=0"
               select stated.Value is null ? new TextChange(new(server.Span.End, 0), " max_fails=0") : new TextChange(stated.Span, "max_fails=0"),
        ];
    }

    private static TextSpan ArgumentsOf(NginxDirective directive) => TextSpan.FromBounds(directive.Words[1].Span.Start, directive.Span.End);
}
