using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = Microsoft.CodeAnalysis.CSharp.Testing.CSharpCodeFixVerifier<ShutdownAnalyzers.Verifier.BadNameAnalyzer, ShutdownAnalyzers.Verifier.BadNameFix, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace ShutdownAnalyzers.Verifier;

/// <summary>The verifier passes a fix that does what it promises, alone and in every scope, and fails all others.</summary>
public sealed class CodeFixTestTests
{
    private const string Two = "class [|BadOne|] { } class [|BadTwo|] { }";
    private const string TwoFixed = "class GoodOne { } class GoodTwo { }";

    [Fact]
    public Task Passes_when_every_diagnostic_is_fixed() => VerifyCS.VerifyCodeFixAsync(Two, TwoFixed);

    [Fact]
    public Task Takes_the_action_with_the_index() =>
        Passes(Test<BadNameFix>(Two, "class FineOne { } class FineTwo { }", static test => test.CodeActionIndex = 1));

    [Fact]
    public Task Takes_the_action_with_the_key() =>
        Passes(Test<BadNameFix>(Two, "class FineOne { } class FineTwo { }", static test => test.CodeActionEquivalenceKey = "Fine"));

    [Fact]
    public Task Passes_when_no_fix_is_offered_and_none_is_expected() =>
        Passes(Test<BadNameFix>(Two, Two, static test => test.CodeActionIndex = 7));

    [Fact]
    public Task Passes_with_several_files_and_a_compiler_error_that_the_fixed_state_declares() =>
        Passes(Test<BadNameFix>("class [|BadOne|] : {|CS0246:Nowhere|} { }", "class GoodOne : {|CS0246:Nowhere|} { }", static test =>
        {
            test.TestState.Sources.Add("class [|BadTwo|] { }");
            test.FixedState.Sources.Add("class GoodTwo { }");
        }));

    [Fact]
    public Task Fails_when_the_code_is_not_as_expected_and_prints_the_difference() =>
        Fails(Test<BadNameFix>(Two, "class GoodOne { } class Other { }"), "-class GoodOne { } class Other { }", "+class GoodOne { } class GoodTwo { }");

    [Fact]
    public Task Fails_when_a_fix_is_offered_and_none_is_expected() =>
        Fails(Test<BadNameFix>(Two, Two), "Iterative code fix application", "+class GoodOne { } class GoodTwo { }");

    [Fact]
    public Task Fails_when_the_expected_code_still_has_the_diagnostic() =>
        Fails(Test<BadNameFix>(Two, "class GoodOne { } class BadTwo { }"), "Diagnostics of fixed state", "TEST1");

    [Fact]
    public Task Fails_when_the_expected_code_does_not_compile() =>
        Fails(Test<BadNameFix>("class [|BadOne|] { BadOne _one; }", "class GoodOne { BadOne _one; }"), "Diagnostics of fixed state", "CS0246");

    [Fact]
    public Task Fails_when_the_number_of_iterations_differs() =>
        Fails(Test<BadNameFix>(Two, TwoFixed, static test => test.NumberOfIncrementalIterations = 1), "Expected 1 iterations, but it took 2");

    [Fact]
    public Task Fails_when_FixAll_drops_an_additional_document() =>
        Fails(Test<AdditionalFileFix>("class [|BadOne|] { }", "class GoodOne { }", static test =>
        {
            test.TestState.AdditionalFiles.Add(("/0/note.txt", "open"));
            test.FixedState.AdditionalFiles.Add(("/0/note.txt", "fixed"));
        }), "Fix all in document", "-fixed", "+open");

    [Fact]
    public Task Fails_when_an_action_has_no_equivalence_key() =>
        Fails(Test<KeylessFix>(Two, TwoFixed), "has no equivalence key");

    [Fact]
    public Task Fails_when_a_fix_never_ends() =>
        Fails(Test<EndlessFix>(Two, TwoFixed), "is still offered after");

    [Fact]
    public Task Fails_when_the_text_says_something_else_than_the_tree() =>
        Fails(Test<SpaceLosingFix>("class [|BadOne|] { }", "class GoodOne { }"), "not what its own text says");

    private static CodeFixTest<DefaultVerifier> Test<TCodeFix>(string source, string fixedSource, Action<CodeFixTest<DefaultVerifier>>? configure = null)
        where TCodeFix : CodeFixProvider, new()
    {
        var test = new CSharpCodeFixTest<BadNameAnalyzer, TCodeFix, DefaultVerifier> { TestCode = source, FixedCode = fixedSource };
        configure?.Invoke(test);
        return test;
    }

    private static Task Passes(CodeFixTest<DefaultVerifier> test) => test.RunAsync(TestContext.Current.CancellationToken);

    private static async Task Fails(CodeFixTest<DefaultVerifier> test, params string[] because)
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => Passes(test));
        Assert.All(because, text => Assert.Contains(text, failure.Message));
    }
}
