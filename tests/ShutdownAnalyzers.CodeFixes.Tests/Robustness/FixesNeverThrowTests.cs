using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using ShutdownAnalyzers.Generated;

namespace ShutdownAnalyzers.Robustness;

/// <summary>The light bulb is asked for while the user types: whatever the code is, no fix throws, neither when it is offered nor when it is taken.</summary>
public sealed class FixesNeverThrowTests
{
    private const int Cuts = 8;

    [Fact]
    public async Task On_code_that_breaks_off_anywhere()
    {
        var app = await AllRules.EmptyAppAsync();
        var taken = 0;
        foreach (var source in RepositorySources.Cases())
            for (var cut = 1; cut <= Cuts; cut++)
            {
                var text = source[..(source.Length * cut / Cuts)];
                foreach (var diagnostic in await AllRules.RunAsync(app, text))
                    taken += await TakeAllAsync(Document(app, text), diagnostic);
            }

        Assert.NotEqual(0, taken);
    }

    private static async Task<int> TakeAllAsync(Document document, Diagnostic diagnostic)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var tree = (await document.GetSyntaxTreeAsync(cancellation))!;
        var here = Diagnostic.Create(
            RuleCatalogue.Rules.Single(rule => rule.Id == diagnostic.Id).Descriptor,
            Location.Create(tree, diagnostic.Location.SourceSpan),
            [.. diagnostic.AdditionalLocations.Select(location => Location.Create(tree, location.SourceSpan))],
            diagnostic.Properties);

        var actions = new List<CodeAction>();
        foreach (var fix in RuleCatalogue.Fixes.Where(fix => fix.FixableDiagnosticIds.Contains(diagnostic.Id)))
            await fix.RegisterCodeFixesAsync(new CodeFixContext(document, here, (action, _) => actions.Add(action), cancellation));
        foreach (var action in actions)
            await action.GetOperationsAsync(cancellation);
        return actions.Count;
    }

    private static Document Document(Compilation app, string text)
    {
        var project = ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "App", "App", LanguageNames.CSharp,
            compilationOptions: app.Options, metadataReferences: app.References);
        return new AdhocWorkspace().AddProject(project)
            .AddAdditionalDocument("App.csproj", "<Project Sdk=\"Microsoft.NET.Sdk.Web\" />", filePath: "/App/App.csproj").Project
            .AddDocument("Program.cs", text, filePath: "/App/Program.cs");
    }
}
