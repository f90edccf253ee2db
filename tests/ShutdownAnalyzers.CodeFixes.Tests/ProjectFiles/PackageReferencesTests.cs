using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.Hosting;

namespace ShutdownAnalyzers.ProjectFiles;

/// <summary>How a fix adds its package to the project.</summary>
public sealed class PackageReferencesTests
{
    private const string Versions = "/0/Directory.Packages.props";
    private const string Central = """<PackageReference Include="ShutdownAnalyzers.Runtime" />""";
    private const string CentralVersion = """<PackageVersion Include="ShutdownAnalyzers.Runtime" Version="0.1.0" />""";

    private const string App = """
        var builder = Host.CreateApplicationBuilder(args);
        builder.Build().[|Run|]();
        """;

    private const string FixedApp = """
        var builder = Host.CreateApplicationBuilder(args);
        builder.AddGracefulShutdown();
        builder.Build().Run();
        """;

    [Theory]
    [InlineData("""<PackageReference Include="ShutdownAnalyzers.Runtime" Version="9.9.9" />""")]
    [InlineData("""<PackageReference Include="shutdownanalyzers.runtime" Version="0.1.0" />""")]
    [InlineData("""<PackageReference Update="ShutdownAnalyzers.Runtime" Version="9.9.9" />""")]
    [InlineData("""<PackageReference Include="ShutdownAnalyzers.Runtime" VersionOverride="9.9.9" />""")]
    [InlineData("""<GlobalPackageReference Include="ShutdownAnalyzers.Runtime" Version="9.9.9" />""")]
    public Task Package_that_is_there_stays_in_the_users_version(string item) =>
        FixAsync(Project(item), Project(item));

    [Fact]
    public Task Package_in_a_condition_is_the_users_affair() =>
        FixAsync(
            """<Project Sdk="A"><ItemGroup Condition="'$(A)' == 'B'"><PackageReference Include="ShutdownAnalyzers.Runtime" Version="1.0.0" /></ItemGroup></Project>""",
            """<Project Sdk="A"><ItemGroup Condition="'$(A)' == 'B'"><PackageReference Include="ShutdownAnalyzers.Runtime" Version="1.0.0" /></ItemGroup></Project>""");

    [Fact]
    public Task Title_says_that_a_package_is_added()
    {
        var test = Test(Project());
        (test.Title, test.FixedProject) = ("Add graceful shutdown and the package ShutdownAnalyzers.Runtime (restore afterwards)", Project("""<PackageReference Include="ShutdownAnalyzers.Runtime" Version="0.1.0" />"""));
        (test.TestCode, test.FixedCode) = (App, FixedApp);
        return test.VerifyAsync();
    }

    [Theory]
    [InlineData("<Project Sdk=\"Microsoft.NET.Sdk\">")]
    [InlineData("<Project ToolsVersion=\"15.0\"></Project>")]
    [InlineData("half-ty")]
    public Task No_fix_in_a_project_that_cannot_be_edited(string project) => Test(project).VerifyNoFixAsync(App);

    [Fact]
    public Task Package_that_is_restored_needs_no_project_file()
    {
        var test = Test(project: null);
        test.Title = "Add graceful shutdown";
        test.TestState.AdditionalReferences.Add(typeof(Runtime.IGracefulShutdown).Assembly);
        return test.VerifyFixOfCodeAsync(App, FixedApp);
    }

    [Theory]
    [InlineData("", CentralVersion)]
    [InlineData("""<PackageVersion Include="ShutdownAnalyzers.Runtime" Version="9.9.9" />""", """<PackageVersion Include="ShutdownAnalyzers.Runtime" Version="9.9.9" />""")]
    public Task Central_version_is_added_unless_it_is_there(string version, string expected) =>
        FixAsync(Project(), Project(Central), Props(version), Props(expected));

    [Fact]
    public Task Global_package_is_not_added_to_the_project() =>
        FixAsync(Project(), Project(), Props("""<GlobalPackageReference Include="ShutdownAnalyzers.Runtime" Version="1.0.0" />"""), Props("""<GlobalPackageReference Include="ShutdownAnalyzers.Runtime" Version="1.0.0" />"""));

    [Fact]
    public Task No_fix_where_the_central_versions_cannot_be_edited()
    {
        var test = Test(Project());
        test.TestState.AdditionalFiles.Add((Versions, "<Project>"));
        return test.VerifyNoFixAsync(App);
    }

    [Fact]
    public async Task Projects_that_share_their_versions_get_one_entry_each_and_every_copy_the_same_text()
    {
        using var workspace = new AdhocWorkspace();
        var before = workspace.CurrentSolution;
        var solution = Add(Add(before, "Web"), "Worker");

        foreach (var (name, package) in new[] { ("Web", RuntimePackage.AspNetCore), ("Worker", RuntimePackage.AnyHost) })
        {
            var changed = await solution.Projects.Single(project => project.Name == name).WithPackageAsync(package, TestContext.Current.CancellationToken);
            solution = await changed!.WithSameTextInAllCopiesAsync(solution, TestContext.Current.CancellationToken);
        }

        var copies = await Task.WhenAll(solution.Projects
            .SelectMany(static project => project.AdditionalDocuments)
            .Where(static document => document.FilePath == Versions)
            .Select(static document => document.GetTextAsync(TestContext.Current.CancellationToken)));
        var expected = Props("""<PackageVersion Include="ShutdownAnalyzers.Runtime.AspNetCore" Version="0.1.0" />""", CentralVersion);
        Assert.Equal([expected, expected], copies.Select(static text => text.ToString()));
    }

    private static Solution Add(Solution solution, string name)
    {
        var project = ProjectId.CreateNewId();
        return solution.AddProject(project, name, name, LanguageNames.CSharp)
            .AddMetadataReference(project, MetadataReference.CreateFromFile(typeof(object).Assembly.Location))
            .AddAdditionalDocument(DocumentId.CreateNewId(project), $"{name}.csproj", SourceText.From(Project()), filePath: $"/{name}/{name}.csproj")
            .AddAdditionalDocument(DocumentId.CreateNewId(project), "Directory.Packages.props", SourceText.From(Props()), filePath: Versions);
    }

    private static Task FixAsync(string project, string fixedProject, string? versions = null, string? fixedVersions = null)
    {
        var test = Test(project);
        test.FixedProject = fixedProject;
        (test.TestCode, test.FixedCode) = (App, FixedApp);
        AddVersions(test.TestState, versions);
        AddVersions(test.FixedState, fixedVersions);
        return test.VerifyAsync();
    }

    private static AppFixTest<Lifecycle.ShutdownHandlerMissingAnalyzer, Lifecycle.ShutdownHandlerMissingFix> Test(string? project) =>
        new(ProjectKind.Worker) { Project = project };

    private static void AddVersions(SolutionState state, string? text)
    {
        if (text is not null)
            state.AdditionalFiles.Add((Versions, text));
    }

    private static string Project(string item = "") => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <ItemGroup>
            <PackageReference Include="ShutdownAnalyzers" />{Line(item)}
          </ItemGroup>
        </Project>
        """;

    private static string Props(params string[] items) => $"""
        <Project>
          <ItemGroup>
            <PackageVersion Include="ShutdownAnalyzers" Version="0.1.0" />{string.Concat(items.Select(Line))}
          </ItemGroup>
        </Project>
        """;

    private static string Line(string item) => item.Length > 0 ? $"\n    {item}" : "";
}
