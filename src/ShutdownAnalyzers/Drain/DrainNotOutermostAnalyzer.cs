using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Drain;

/// <summary>SHUT202: a drain that requests reach only through other middleware of the same pipeline.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DrainNotOutermostAnalyzer() : MentionAnalyzer(["UseDrain"], s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = Rule.Warning(
        "SHUT202",
        "Drain middleware is not outermost",
        "UseDrain comes after '{0}': while the app stops, requests that '{0}' works on or answers are neither counted nor told to close their connection",
        "The drain counts, rejects and redirects only the requests that reach it. Middleware before it serves its own past the drain.");

    /// <summary>What has to see a request first, or answers for the app and its probes rather than to its clients.</summary>
    private static readonly ImmutableHashSet<string> s_exempt =
    [
        "UseForwardedHeaders", "UseExceptionHandler", "UseDeveloperExceptionPage", "UseMigrationsEndPoint",
        "UseHttpLogging", "UseW3CLogging", "UseHealthChecks",
    ];

    private protected override bool CanOccur(FrameworkTypes types) => types.IApplicationBuilder is not null;

    private protected override void Check(Mention mention, FileContext file)
    {
        if (PackageMethod.IsCalledAt(mention, file.Cancel) && FirstBefore(mention, file.Cancel) is { } outer)
            file.Report(s_rule, mention.Token.GetLocation(), outer.Name.Identifier.ValueText);
    }

    /// <summary>The middleware that keeps a drain from being outermost; null behind an earlier drain, which is.</summary>
    internal static Middleware? FirstBefore(Mention drain, CancellationToken cancel)
    {
        var first = Pipeline.Before(drain, cancel).FirstOrDefault(static middleware => !IsExempt(middleware));
        return first?.Name.Identifier.ValueText == drain.Token.ValueText ? null : first;
    }

    private static bool IsExempt(Middleware middleware) =>
        s_exempt.Contains(middleware.Method.Name) && FrameworkAssembly.Is(middleware.Method.ContainingAssembly);
}
