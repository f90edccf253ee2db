using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Hosting;

/// <summary>An app that runs: what a rule may ask about it.</summary>
internal sealed class App(Compilation compilation, RunCall run, AnalyzerOptions options, CancellationToken cancel)
{
    public HostKind Host => run.Host;

    public bool IsWeb => run.IsWeb;

    /// <summary>Whether the app registers this anywhere, as far as its code can be seen.</summary>
    public Presence Has(Registration registration) => registration.In(compilation, Read(registration.OwnMethods), cancel);

    /// <summary>Whether the project has a background service of its own.</summary>
    public bool HasBackgroundService =>
        compilation.MentionsOf("ExecuteAsync").Any(mention =>
            mention.Node is MethodDeclarationSyntax declaration && mention.Model.FunctionOf(declaration, cancel)?.IsExecuteOfBackgroundService(FrameworkTypes.Of(compilation)) is true);

    /// <summary>Whether the host itself ends the process with an error when a background service has failed: from .NET 11 on, unless it is told to ignore the failure.</summary>
    public bool TellsOfFailedService =>
        FrameworkTypes.Of(compilation).BackgroundService?.ContainingAssembly.Identity.Version.Major >= 11
        && !compilation.MentionsOf("BackgroundServiceExceptionBehavior").Any(static mention => mention.Node.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Ignore" });

    /// <summary>Whether a host without a web server is there to do one job: the app stops it itself.</summary>
    public bool StopsItself =>
        Host is HostKind.GenericHost
        && compilation.MentionsOf("StopApplication").Any(mention => mention.Call is not null && mention.Symbol(cancel)?.ContainingType.IsA(FrameworkTypes.Of(compilation).IHostApplicationLifetime) is true);

    /// <summary>An option as it is set for the file with the run call.</summary>
    public T Read<T>(Option<T> option) => option.In(run.Name.SyntaxTree, options);
}
