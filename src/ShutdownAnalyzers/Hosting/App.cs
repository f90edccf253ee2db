using Microsoft.CodeAnalysis;
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

    /// <summary>Whether a host without a web server is there to do one job: the app stops it itself.</summary>
    public bool StopsItself =>
        Host is HostKind.GenericHost
        && compilation.MentionsOf("StopApplication").Any(mention => mention.Call is not null && mention.Symbol(cancel)?.ContainingType.IsA(FrameworkTypes.Of(compilation).IHostApplicationLifetime) is true);

    /// <summary>An option as it is set for the file with the run call.</summary>
    public T Read<T>(Option<T> option) => option.In(run.Name.SyntaxTree, options);
}
