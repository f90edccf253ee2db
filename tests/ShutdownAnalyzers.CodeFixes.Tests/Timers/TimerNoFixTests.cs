namespace ShutdownAnalyzers.Timers;

/// <summary>Where it is not clear how the type ends, the finding stands without a fix.</summary>
public sealed class TimerNoFixTests
{
    [Theory]
    [InlineData("public abstract class Cache : IDisposable { [timer] public abstract void Dispose(); }")]
    [InlineData("public class Cache : IDisposable { [timer] public void Dispose() => throw new NotSupportedException(); }")]
    [InlineData("public class Cache { [timer] public bool Dispose { get; set; } }")]
    [InlineData("public class Cache { [timer] public static void Dispose() { } }")]
    [InlineData("public class Store : IDisposable { public void Dispose() { } } public class Cache : Store { [timer] }")]
    [InlineData("public class Store : IDisposable { void IDisposable.Dispose() { } } public class Cache : Store { [timer] }")]
    [InlineData("public class Store : IDisposable { public virtual void Dispose() { } } public class Shop : Store { public sealed override void Dispose() { } } public class Cache : Shop { [timer] }")]
    public Task In_a_type_that_leaves_no_place_for_it(string type) =>
        TimerFixTest.NoFixAsync(type.Replace("[timer]", "private readonly Timer {|SHUT301:_timer|} = new(_ => { }, null, 0, 1000);"));

    [Fact]
    public async Task In_a_type_that_ends_in_a_designer_file()
    {
        var test = new FixTest<TimerNeverDisposedAnalyzer, TimerNeverDisposedFix>(ProjectKind.ClassLib);
        const string Source = "public partial class Form { private readonly Timer {|SHUT301:_timer|} = new(_ => { }, null, 0, 1000); }";
        const string Designer = "public partial class Form : System.IDisposable { public void Dispose() { } }";
        foreach (var state in (Microsoft.CodeAnalysis.Testing.SolutionState[])[test.TestState, test.FixedState])
        {
            state.Sources.Add(("Form.cs", Source));
            state.Sources.Add(("Form.Designer.cs", Designer));
        }

        await test.RunAsync(TestContext.Current.CancellationToken);
    }
}
