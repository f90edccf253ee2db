using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.BackgroundWork;

/// <summary>SHUT405: hosted services that stop before the web server has finished its requests.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StopsBeforeRequestsAnalyzer() : MentionAnalyzer(["ServicesStopConcurrently", "AddHostedService"], s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = Rule.Suggestion(
        "SHUT405",
        "Services stop while requests run",
        "By '{0}' services stop while the web server still serves requests: {1}",
        "A host stops its services in the reverse order of their registration. Those registered after the web server, and all of them if they stop concurrently, are gone while requests that use them are still running.");

    private protected override bool CanOccur(FrameworkTypes types) => types.HostOptions is not null && types.WebHostDefaultsExtensions is not null;

    private protected override void Check(Mention mention, FileContext file)
    {
        if (StopsConcurrently(mention, file))
            file.Report(s_rule, mention.Token.GetLocation(), mention.Token.ValueText, "all stop at once");
        else if (IsBehindWebHost(mention, file))
            file.Report(s_rule, mention.Token.GetLocation(), mention.Token.ValueText, "it comes after the web server, so it stops first");
    }

    private static bool StopsConcurrently(Mention mention, FileContext file) =>
        OptionSetting.At(mention, file.Types.HostOptions, file.Cancel) is { Value: var value }
        && file.Model.GetConstantValue(value, file.Cancel) is { HasValue: true, Value: true }
        && RunCall.Of(file.Compilation, file.Cancel) is { IsWeb: true };

    /// <summary><c>ConfigureWebHostDefaults(…).ConfigureServices(services => services.AddHostedService&lt;T>())</c></summary>
    private static bool IsBehindWebHost(Mention mention, FileContext file) =>
        mention.Call is { } call
        && HostChain.ServicesAround(call) is { } services
        && HostChain.WebHostBefore(services)?.MethodName() is { } webHost
        && (IsOf(file.Types.WebHostDefaultsExtensions, webHost, file) || IsOf(file.Types.WebHostBuilderExtensions, webHost, file))
        && mention.Symbol(file.Cancel)?.ContainingNamespace?.ToDisplayString() == "Microsoft.Extensions.DependencyInjection";

    private static bool IsOf(INamedTypeSymbol? extensions, SimpleNameSyntax method, FileContext file) =>
        file.Model.GetSymbolInfo(method, file.Cancel).Symbol?.ContainingType.Is(extensions) is true;
}
