using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Lifecycle;

/// <summary>SHUT101: a run call of an app in which nothing registers a shutdown handler.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ShutdownHandlerMissingAnalyzer() : AppAnalyzer(s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = Rule.Warning(
        "SHUT101",
        "App never registers a shutdown handler",
        "App '{0}' never registers a shutdown handler: on SIGTERM it is stopped without a chance to finish or hand over its work",
        "SIGTERM stops an app at every deploy, scale-down and node drain. Nothing in this app takes notice of it, so work in progress is cut.");

    private static readonly ShutdownHandler s_handler = new();

    private protected override bool CanOccur(FrameworkTypes types) => true;

    private protected override bool IsFaulty(App app) => !app.StopsItself && app.Has(s_handler) switch
    {
        Presence.Absent => true,
        Presence.Unknown => app.Read(Options.StrictShutdownHandler),
        _ => false,
    };
}
