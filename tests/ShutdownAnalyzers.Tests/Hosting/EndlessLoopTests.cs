using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShutdownAnalyzers.Hosting;

/// <summary>Is this loop endless?</summary>
public sealed class EndlessLoopTests
{
    [Theory]
    [InlineData("while (true) M();", true)]
    [InlineData("for (;;) M();", true)]
    [InlineData("do M(); while (true);", true)]
    [InlineData("while (await timer.WaitForNextTickAsync()) M();", true)]
    [InlineData("while (true) { foreach (var x in xs) { if (x) break; } }", true)]
    [InlineData("while (true) { switch (xs.Length) { case 1: break; } }", true)]
    [InlineData("while (true) { Func<int> f = () => { return 1; }; }", true)]
    [InlineData("while (true) { try { M(); } catch { throw; } }", true)]
    [InlineData("while (xs[0]) M();", false)]
    [InlineData("for (var i = 0; i < 9; i++) M();", false)]
    [InlineData("foreach (var x in xs) M();", false)]
    [InlineData("while (true) { if (xs[0]) break; }", false)]
    [InlineData("while (true) { if (xs[0]) return; }", false)]
    [InlineData("while (true) { throw new Exception(); }", false)]
    [InlineData("while (true) { Environment.Exit(0); }", false)]
    public async Task As_its_code_says(string loop, bool expected)
    {
        var mark = (await Analysis.CallsAsync("Mark", $$"""
            class C
            {
                async Task M(PeriodicTimer timer, bool[] xs)
                {
                    Mark();
                    {{loop}}
                }

                private void M() { }
                private static void Mark() { }
            }
            """))[0];
        var statement = mark.Syntax.FirstAncestorOrSelf<BlockSyntax>()!.Statements[1];

        Assert.Equal(expected, EndlessLoop.Is(statement, mark.SemanticModel!, TestContext.Current.CancellationToken));
    }
}
