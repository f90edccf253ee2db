using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;

namespace ShutdownAnalyzers;

/// <summary>What a project is, in the word its <c>dotnet new</c> template uses.</summary>
internal enum ProjectKind
{
    /// <summary>A program without a host.</summary>
    Console,

    /// <summary>A program with ASP.NET Core.</summary>
    Web,

    /// <summary>A program with the generic host.</summary>
    Worker,

    /// <summary>A library that may use ASP.NET Core.</summary>
    ClassLib,
}

internal static class ProjectKinds
{
    private static readonly ReferenceAssemblies s_aspNetCore =
        ReferenceAssemblies.Net.Net100.AddPackages([new("Microsoft.AspNetCore.App.Ref", "10.0.0")]);

    private static readonly ImmutableArray<string> s_usings =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];

    private static readonly ImmutableArray<string> s_workerUsings =
        ["Microsoft.Extensions.Configuration", "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Hosting", "Microsoft.Extensions.Logging"];

    private static readonly ImmutableArray<string> s_webUsings =
        [.. s_workerUsings, "System.Net.Http.Json", "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Routing"];

    /// <summary>Gives the project under test what its template's SDK gives it: output kind, framework references, implicit usings, nullable on.</summary>
    public static void Make(this AnalyzerTest<DefaultVerifier> test, ProjectKind kind)
    {
        test.ReferenceAssemblies = kind == ProjectKind.Console ? ReferenceAssemblies.Net.Net100 : s_aspNetCore;
        test.TestState.OutputKind = kind == ProjectKind.ClassLib ? OutputKind.DynamicallyLinkedLibrary : OutputKind.ConsoleApplication;
        test.SolutionTransforms.Add((solution, project) => AddImplicitUsings(EnableNullable(solution, project), project, kind));
    }

    /// <summary>Sets an option of the rules, such as <c>shutdown_analyzers.drain_methods</c>, or an MSBuild property as <c>build_property.Name</c>.</summary>
    public static void Set(this AnalyzerTest<DefaultVerifier> test, string option, string value) =>
        test.TestState.AnalyzerConfigFiles.Add(($"/{option}.globalconfig", $"is_global = true\n{option} = {value}\n"));

    private static Solution EnableNullable(Solution solution, ProjectId project)
    {
        var options = (CSharpCompilationOptions)solution.GetProject(project)!.CompilationOptions!;
        return solution.WithProjectCompilationOptions(project, options.WithNullableContextOptions(NullableContextOptions.Enable));
    }

    /// <summary>The implicit usings of a kind of project, as the file that its SDK generates.</summary>
    public static string ImplicitUsings(this ProjectKind kind)
    {
        var usings = s_usings.AddRange(kind switch
        {
            ProjectKind.Web => s_webUsings,
            ProjectKind.Worker => s_workerUsings,
            _ => [],
        });
        return string.Concat(usings.Select(static name => $"global using global::{name};\n"));
    }

    private static Solution AddImplicitUsings(Solution solution, ProjectId project, ProjectKind kind) =>
        solution.AddDocument(DocumentId.CreateNewId(project), "GlobalUsings.g.cs", SourceText.From(kind.ImplicitUsings()), filePath: "/0/obj/GlobalUsings.g.cs");
}
