using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ShutdownAnalyzers.Hosting;

/// <summary>Does every path reach the call of <c>End</c>?</summary>
public sealed class PathsTests
{
    [Theory]
    [InlineData("End();", true)]
    [InlineData("if (a) return; End();", false)]
    [InlineData("if (a) End();", false)]
    [InlineData("if (a) End(); else End();", true)]
    [InlineData("if (a) throw new Exception(); End();", true)]
    [InlineData("throw new Exception();", true)]
    [InlineData("while (true) { if (a) break; } End();", true)]
    [InlineData("while (true) { if (a) return; End(); }", false)]
    [InlineData("while (true) { }", true)]
    [InlineData("while (a) End();", false)]
    [InlineData("do End(); while (a);", true)]
    [InlineData("foreach (var x in new int[1]) End();", false)]
    [InlineData("try { if (a) return; Console.WriteLine(); } finally { End(); }", true)]
    [InlineData("try { return; } finally { if (a) End(); }", true)]
    [InlineData("try { Console.WriteLine(); End(); } catch (IOException) { }", true)]
    [InlineData("try { Console.WriteLine(); } catch (IOException) { } End();", true)]
    [InlineData("switch (a) { case true: End(); break; default: break; }", false)]
    [InlineData("switch (a) { case true: End(); break; default: End(); break; }", true)]
    [InlineData("var x = a && End();", false)]
    [InlineData("var x = a ? End() : End();", true)]
    [InlineData("_ = await Task.FromResult(End());", true)]
    [InlineData("Action later = () => End();", false)]
    [InlineData("Later(); bool Later() => End();", false)]
    [InlineData("using (var file = File.OpenRead(\"\")) { if (a) return; } End();", false)]
    [InlineData("if (true) End();", true)]
    public async Task To_the_end_of_a_body(string statements, bool expected)
    {
        var end = (await Analysis.CallsAsync("End", $$"""
            class C
            {
                async Task M(bool a)
                {
                    {{statements}}
                    void Unused() => End();
                }

                static bool End() => true;
            }
            """))[0];
        var body = end.SemanticModel!.SyntaxTree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes().Select(node => end.SemanticModel.GetOperation(node)).OfType<IMethodBodyOperation>().First();

        Assert.Equal(expected, Paths.AllReach(body, static operation => operation is IInvocationOperation { TargetMethod.Name: "End" }, TestContext.Current.CancellationToken));
    }
}
