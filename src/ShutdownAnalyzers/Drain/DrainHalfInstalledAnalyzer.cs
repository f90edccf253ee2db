using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Drain;

/// <summary>SHUT203: a web app with one half of the package's drain, its middleware or its services.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DrainHalfInstalledAnalyzer() : MentionAnalyzer(["UseDrain", "AddGracefulShutdown"], s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = Rule.Warning(
        "SHUT203",
        "Drain is half installed",
        "'{0}' is called without '{1}': {2}",
        "The middleware and the services of the drain work only together.");

    private static readonly DrainMiddleware s_middleware = new();
    private static readonly GracefulShutdownServices s_services = new();

    private protected override bool CanOccur(FrameworkTypes types) => types.IApplicationBuilder is not null;

    private protected override void Check(Mention mention, FileContext file)
    {
        if (!PackageMethod.IsCalledAt(mention, file.Cancel) || RunCall.Of(file.Compilation, file.Cancel) is not { IsWeb: true } run)
            return;

        if (mention.Token.ValueText == "UseDrain")
            Check(s_services, "AddGracefulShutdown", "the app fails when it starts");
        else
            Check(s_middleware, "UseDrain", "requests are not counted, and the connections of those in flight are closed without notice");

        void Check(Registration otherHalf, string itsMethod, string consequence)
        {
            if (otherHalf.In(file.Compilation, file.Read(otherHalf.OwnMethods), file.Cancel) is Presence.Absent)
                file.Report(s_rule, mention.Token.GetLocation(), run.ForFix, mention.Token.ValueText, itsMethod, consequence);
        }
    }
}
