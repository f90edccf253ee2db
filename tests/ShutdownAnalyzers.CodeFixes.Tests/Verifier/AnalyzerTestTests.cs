using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<ShutdownAnalyzers.Verifier.BadNameAnalyzer, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace ShutdownAnalyzers.Verifier;

/// <summary>The verifier passes what is right and fails what is wrong.</summary>
public sealed class AnalyzerTestTests
{
    [Theory]
    [InlineData("class [|BadOne|] { }")]
    [InlineData("class {|TEST1:BadOne|} { }")]
    [InlineData("class Good { {|CS0246:Nowhere|} {|CS0169:_f|}; }")]
    public Task Passes_with_the_marked_diagnostics(string source) =>
        new CSharpAnalyzerTest<BadNameAnalyzer, DefaultVerifier> { TestCode = source, CompilerDiagnostics = CompilerDiagnostics.Warnings }.RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Passes_with_diagnostics_given_by_key() =>
        VerifyCS.VerifyAnalyzerAsync("class {|#0:BadOne|} { }", VerifyCS.Diagnostic().WithLocation(0).WithArguments("BadOne"));

    [Fact]
    public Task Passes_with_diagnostics_given_by_place() =>
        VerifyCS.VerifyAnalyzerAsync(
            "class BadOne { } class BadTwo { }",
            VerifyCS.Diagnostic().WithLocation(1, 7).WithArguments("BadOne"),
            VerifyCS.Diagnostic().WithSpan("/0/Test0.cs", 1, 24, 1, 30).WithMessage("'BadTwo' is a bad name"));

    [Fact]
    public Task Honours_the_projects_config()
    {
        var test = Test<BadNameAnalyzer>("class BadOne { }");
        test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.TEST1.severity = none\n"));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task Sees_other_projects_and_what_is_wrong_in_them()
    {
        var test = Test<BadNameAnalyzer>("class [|BadOne|] : Library.Base { }");
        test.TestState.AdditionalProjects["Library"].Sources.Add("namespace Library; public class Base { } class [|BadTwo|] { }");
        test.TestState.AdditionalProjectReferences.Add("Library");
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task Fails_when_a_diagnostic_is_missing() =>
        FailsAsync(Test<BadNameAnalyzer>("class [|Fine|] { }"), "Missing:", "(1,7)-(1,11): warning TEST1");

    [Fact]
    public Task Fails_when_a_diagnostic_is_not_expected_and_prints_the_line_that_would_expect_it() =>
        FailsAsync(Test<BadNameAnalyzer>("class BadOne { }"), "Unexpected:", """.WithSpan("/0/Test0.cs", 1, 7, 1, 13).WithMessage("'BadOne' is a bad name")""");

    [Fact]
    public Task Fails_when_the_place_differs() =>
        FailsAsync(Test<BadNameAnalyzer>("[|class BadOne|] { }"), "Missing:", "Unexpected:");

    [Fact]
    public Task Fails_when_the_message_differs()
    {
        var test = Test<BadNameAnalyzer>("class {|#0:BadOne|} { }");
        test.ExpectedDiagnostics.Add(VerifyCS.Diagnostic().WithLocation(0).WithArguments("BadTwo"));
        return FailsAsync(test, "'BadTwo' is a bad name");
    }

    [Fact]
    public Task Fails_when_the_code_does_not_compile() =>
        FailsAsync(Test<BadNameAnalyzer>("class Fine : Nowhere { }"), "CS0246");

    [Fact]
    public Task Fails_when_the_analyzer_throws() =>
        FailsAsync<NotSupportedException>(Test<ThrowingAnalyzer>("class Fine { }"), "on purpose");

    [Fact]
    public Task Fails_when_a_diagnostic_is_not_local() =>
        FailsAsync(Test<NonLocalAnalyzer>("class [|BadOne|] { }"), "no editor shows it", "TEST1");

    [Fact]
    public async Task Fails_when_the_editor_shows_other_diagnostics_than_the_build()
    {
        var test = Test<PushingAnalyzer>("class BadOne { }");
        test.TestState.Sources.Add("class [|BadTwo|] { }");
        await FailsAsync(test, "The build (-) and the editor (+) differ");
    }

    [Fact]
    public Task Fails_when_a_mark_is_not_closed() =>
        FailsAsync<ArgumentException>(Test<BadNameAnalyzer>("class [|BadOne { }"), "is not closed");

    private static CSharpAnalyzerTest<TAnalyzer, DefaultVerifier> Test<TAnalyzer>(string source)
        where TAnalyzer : DiagnosticAnalyzer, new() => new() { TestCode = source };

    private static Task FailsAsync(AnalyzerTest<DefaultVerifier> test, params string[] because) => FailsAsync<InvalidOperationException>(test, because);

    private static async Task FailsAsync<TException>(AnalyzerTest<DefaultVerifier> test, params string[] because)
        where TException : Exception
    {
        var failure = await Assert.ThrowsAsync<TException>(() => test.RunAsync(TestContext.Current.CancellationToken));
        Assert.All(because, text => Assert.Contains(text, failure.Message));
    }
}
