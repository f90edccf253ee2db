using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.Editing;
using ShutdownAnalyzers.Infrastructure;
using ShutdownAnalyzers.ProjectFiles;

namespace ShutdownAnalyzers.Hosting;

/// <summary>
/// Installs the runtime in an app with a host: the package, its services and, in a web app, its middleware. What is there already
/// stays, even where it does not bind because the package is not restored yet, so that installing twice changes nothing.
/// </summary>
internal static class GracefulShutdown
{
    public const string AddServices = "AddGracefulShutdown";
    public const string UseMiddleware = "UseDrain";
    public const string AddReadiness = "AddDrainReadiness";

    public static string PackageFor(HostKind host) => host is HostKind.GenericHost ? RuntimePackage.AnyHost : RuntimePackage.AspNetCore;

    /// <returns>null if some part of it can't be installed; then none of it is.</returns>
    public static async Task<Solution?> InstallAsync(Project project, HostKind host, CancellationToken cancel)
    {
        var solution = await project.WithPackageAsync(PackageFor(host), cancel).ConfigureAwait(false);
        solution = await EnsureAsync(AddServices, static calls => calls.InServices(), solution, project.Id, cancel).ConfigureAwait(false);
        return host is HostKind.GenericHost
            ? solution
            : await EnsureAsync(UseMiddleware, static calls => calls.InPipeline(), solution, project.Id, cancel).ConfigureAwait(false);
    }

    /// <summary>An edit whose code needs the runtime: it installs that too in an app that lacks it.</summary>
    /// <returns>null if it can't be told whether the app has it, or some part of it can't be installed.</returns>
    public static SolutionEdit? EditThatNeedsIt(string title, IEnumerable<(SyntaxTree Tree, TextChange Change)> changes, Faulty faulty)
    {
        var compilation = faulty.Model.Compilation;
        return new GracefulShutdownServices().In(compilation, [], faulty.Cancel) switch
        {
            Presence.Present => SolutionEdit.Of(faulty.Project.Solution, title, changes),
            Presence.Absent when RunCall.Of(compilation, faulty.Cancel) is { Host: not HostKind.Console and var host } && CallsMissing(compilation, host, faulty.Cancel) is { } installation =>
                SolutionEdit.Of(faulty.Project.Solution, title, changes.Concat(installation).Distinct())?.WithPackage(faulty.Project, compilation, PackageFor(host)),
            _ => null,
        };
    }

    /// <summary>The calls of an installation that an app lacks; null if there is no place for one of them. The package is another matter.</summary>
    private static IReadOnlyList<(SyntaxTree Tree, TextChange Change)>? CallsMissing(Compilation compilation, HostKind host, CancellationToken cancel)
    {
        var calls = new GracefulShutdownCalls(compilation, cancel);
        SourceEdit?[] missing =
        [
            .. IsCalled(AddServices, compilation) ? [] : new[] { calls.InServices() },
            .. host is HostKind.GenericHost || IsCalled(UseMiddleware, compilation) ? [] : new[] { calls.InPipeline() },
        ];
        return Array.TrueForAll(missing, static edit => edit is not null) ? [.. missing.SelectMany(static edit => edit!.Changes)] : null;
    }

    /// <summary>Makes a call where it belongs, unless it is made anywhere already.</summary>
    /// <returns>null if there is no place for it.</returns>
    public static async Task<Solution?> EnsureAsync(string call, Func<GracefulShutdownCalls, SourceEdit?> edit, Solution? solution, ProjectId id, CancellationToken cancel)
    {
        if (solution?.GetProject(id) is not { } project || await project.GetCompilationAsync(cancel).ConfigureAwait(false) is not { } compilation)
            return null;

        return IsCalled(call, compilation) ? solution : edit(new(compilation, cancel))?.ApplyTo(project);
    }

    private static bool IsCalled(string method, Compilation compilation) => compilation.MentionsOf(method).Any(static mention => mention.Call is not null);
}
