using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace ShutdownAnalyzers.Hosting;

/// <summary>A test of a rule about a whole app: an ASP.NET Core program with the implicit usings of its SDK.</summary>
internal sealed class AppTest<TAnalyzer> : CSharpAnalyzerTest<TAnalyzer, DefaultVerifier>
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    public AppTest(params string[] files)
    {
        ReferenceAssemblies = WebSdk.Framework;
        TestState.OutputKind = OutputKind.ConsoleApplication;
        foreach (var file in files)
            TestState.Sources.Add(file);
        TestState.Sources.Add(("/0/Usings.cs", WebSdk.Usings));
    }

    /// <summary>Sets an option of the user's for every file.</summary>
    public string Option
    {
        set => TestState.AnalyzerConfigFiles.Add(("/.globalconfig", $"is_global = true\n{value}\n"));
    }

    /// <summary>Runs the test against assemblies that are not the framework's.</summary>
    public Task RunAsync(params MetadataReference[] references)
    {
        TestState.AdditionalReferences.AddRange(references);
        return RunAsync(TestContext.Current.CancellationToken);
    }
}

/// <summary>What the web SDK gives every program.</summary>
internal static class WebSdk
{
    public const string Usings = """
        global using System;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Hosting;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        """;

    public static ReferenceAssemblies Framework { get; } = ReferenceAssemblies.Net.Net100.AddPackages([new PackageIdentity("Microsoft.AspNetCore.App.Ref", "10.0.0")]);
}
