using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Drain;

/// <summary>SHUT201: a run call of a web app whose pipeline has no drain.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DrainMissingAnalyzer() : AppAnalyzer(s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = Rule.Warning(
        "SHUT201",
        "Drain middleware is missing",
        "App '{0}' has no drain middleware: SIGTERM closes its listener and idle connections at once, and requests on their way are refused or reset",
        "Without a drain, clients and proxies learn that an app stops from refused and reset connections instead of from its answers.");

    private static readonly DrainMiddleware s_drain = new();

    private protected override bool CanOccur(FrameworkTypes types) => types.IApplicationBuilder is not null;

    private protected override bool IsFaulty(App app) => app.IsWeb && app.Has(s_drain) is Presence.Absent;
}
