using Microsoft.CodeAnalysis;

namespace ShutdownAnalyzers.Hosting;

public sealed class MarkGeneratorTests
{
    [Theory]
    [InlineData("class A { A(IHostApplicationLifetime lifetime) => lifetime.ApplicationStopping.Register(() => { }); }", "registered", "none")]
    [InlineData("class A { async Task Invoke(HttpContext context, bool stopping) { if (stopping) context.Response.StatusCode = 503; } }", "none", "registered")]
    [InlineData("class A { void Add(IServiceCollection services) => services.AddHttpContextAccessor(); }", "none", "none")]
    public async Task A_library_says_what_it_registers(string source, string handler, string drain)
    {
        var marks = await MarksAsync(source);

        Assert.Equal(handler, marks["ShutdownAnalyzers.ShutdownHandler"]);
        Assert.Equal(drain, marks["ShutdownAnalyzers.Drain"]);
    }

    [Fact]
    public async Task A_library_that_hands_its_builder_to_what_it_cannot_see_says_nothing()
    {
        var unseen = await Analysis.CompileAsync("Unseen", OutputKind.DynamicallyLinkedLibrary, "public static class Unseen { public static void AddUnseen(this IServiceCollection services) { } }");

        Assert.Empty(await MarksAsync("class A { void Add(IServiceCollection services) => services.AddUnseen(); }", unseen.AsReferenceAssembly()));
    }

    [Fact]
    public async Task A_test_project_says_nothing()
    {
        var compilation = await Analysis.CompileAsync("xunit.v3.core", OutputKind.DynamicallyLinkedLibrary, "");

        Assert.Empty(await MarksAsync("class A { A(IHostApplicationLifetime lifetime) => lifetime.ApplicationStopping.Register(() => { }); }", compilation.ToMetadataReference()));
    }

    [Fact]
    public async Task Marks_survive_in_a_reference_assembly()
    {
        var library = await Analysis.CompileAsync("Library", OutputKind.DynamicallyLinkedLibrary, "class A { A(IHostApplicationLifetime lifetime) => lifetime.ApplicationStopping.Register(() => { }); }");
        var reference = library.WithMarks().AsReferenceAssembly();
        var consumer = await Analysis.CompileAsync("Consumer", OutputKind.DynamicallyLinkedLibrary, "", reference);

        Assert.Equal("registered", MarksOf((IAssemblySymbol)consumer.GetAssemblyOrModuleSymbol(reference)!)["ShutdownAnalyzers.ShutdownHandler"]);
    }

    private static async Task<Dictionary<string, string>> MarksAsync(string source, params MetadataReference[] references)
    {
        var library = await Analysis.CompileAsync("Library", OutputKind.DynamicallyLinkedLibrary, source, references);
        return MarksOf(library.WithMarks().Assembly);
    }

    private static Dictionary<string, string> MarksOf(IAssemblySymbol assembly) =>
        assembly.GetAttributes()
            .Where(static attribute => attribute.AttributeClass?.Name == "AssemblyMetadataAttribute")
            .ToDictionary(static attribute => (string)attribute.ConstructorArguments[0].Value!, static attribute => (string)attribute.ConstructorArguments[1].Value!);
}
