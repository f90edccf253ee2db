using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using ShutdownAnalyzers.ProjectFiles;
using ShutdownAnalyzers.Runtime;

namespace ShutdownAnalyzers.Hosting;

/// <summary>
/// A test of a fix that adds a package. The app is compiled without the package before the fix, and with it afterwards, as after
/// a restore; the fix itself is repeated without, so it has to see by itself that there is nothing left to do.
/// </summary>
internal sealed class AppFixTest<TAnalyzer, TCodeFix>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TCodeFix : CodeFixProvider, new()
{
    private const string ProjectFile = "/0/App.csproj";

    private readonly FixTest<TAnalyzer, TCodeFix> _test;
    private readonly ProjectKind _kind;

    public AppFixTest(ProjectKind kind)
    {
        _test = new(kind);
        _kind = kind;
        Project = AppProject.Sdk();
    }

    public SolutionState TestState => _test.TestState;

    public SolutionState FixedState => _test.FixedState;

    public string TestCode
    {
        set => _test.TestCode = value;
    }

    public string FixedCode
    {
        set => _test.FixedCode = value;
    }

    /// <summary>The title that the user sees.</summary>
    public string Title
    {
        set => _test.CodeActionVerifier = (action, verifier) => verifier.Equal(value, action.Title);
    }

    /// <summary>The project file before the fix; null if the fix does not get to see one.</summary>
    public string? Project { get; set; }

    /// <summary>The project file after the fix; if not said, one with the package.</summary>
    public string? FixedProject { get; set; }

    /// <summary>Expects that no fix is offered.</summary>
    public Task VerifyNoFixAsync(string source)
    {
        (TestCode, FixedCode) = (source, source);
        AddProject(TestState, Project);
        return _test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Expects a fix that leaves the project file alone.</summary>
    public Task VerifyFixOfCodeAsync(string source, string fixedSource)
    {
        (TestCode, FixedCode) = (source, fixedSource);
        return _test.RunAsync(TestContext.Current.CancellationToken);
    }

    public Task VerifyAsync()
    {
        AddProject(TestState, Project);
        AddProject(FixedState, FixedProject ?? AppProject.Sdk(_kind is ProjectKind.Worker ? RuntimePackage.AnyHost : RuntimePackage.AspNetCore));
        FixedState.AdditionalReferences.Add(typeof(IGracefulShutdown).Assembly);
        FixedState.AdditionalReferences.Add(typeof(Microsoft.AspNetCore.Builder.DrainApplicationBuilderExtensions).Assembly);
        return _test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static void AddProject(SolutionState state, string? text)
    {
        if (text is not null)
            state.AdditionalFiles.Add((ProjectFile, text));
    }
}
