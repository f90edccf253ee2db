namespace ShutdownAnalyzers.Timers;

/// <summary>A type with no end gets one: it implements <see cref="IDisposable"/>.</summary>
public sealed class ImplementDisposableTests
{
    [Fact]
    public Task Of_a_class() => TimerFixTest.VerifyAsync("""
        namespace Shop;

        public sealed class PriceCache
        {
            private readonly Timer [|_refresh|];

            public PriceCache() => _refresh = new Timer(_ => { }, null, 0, 1000);
        }
        """, """
        namespace Shop;

        public sealed class PriceCache : IDisposable
        {
            private readonly Timer _refresh;

            public PriceCache() => _refresh = new Timer(_ => { }, null, 0, 1000);

            public void Dispose() => _refresh.Dispose();
        }
        """);

    [Fact]
    public Task Of_a_class_with_base_types_type_parameters_and_constraints() => TimerFixTest.VerifyAsync("""
        public class Cache<T>(TimeProvider time) : List<T>, ICloneable // all there is
            where T : class
        {
            private readonly ITimer [|_timer|] = time.CreateTimer(_ => { }, null, TimeSpan.Zero, TimeSpan.FromSeconds(1));
            public object Clone() => this;
        }

        public class Store<T> where T : class
        {
            private readonly PeriodicTimer [|_timer|] = new(TimeSpan.FromSeconds(1));
        }
        """, """
        public class Cache<T>(TimeProvider time) : List<T>, ICloneable, IDisposable // all there is
            where T : class
        {
            private readonly ITimer _timer = time.CreateTimer(_ => { }, null, TimeSpan.Zero, TimeSpan.FromSeconds(1));
            public object Clone() => this;

            public void Dispose() => _timer.Dispose();
        }

        public class Store<T> : IDisposable where T : class
        {
            private readonly PeriodicTimer _timer = new(TimeSpan.FromSeconds(1));

            public void Dispose() => _timer.Dispose();
        }
        """);

    [Fact]
    public Task Of_a_record_a_nested_class_and_a_class_on_one_line() => TimerFixTest.VerifyAsync("""
        public record Cache(int Period)
        {
            private readonly System.Timers.Timer [|_timer|] = new(1000);
        }

        public class Outer
        {
            private sealed class Inner
            {
                private Timer [|Refresh|] { get; } = new(_ => { }, null, 0, 1000);
            }
        }

        class Short { private readonly Timer [|_timer|] = new(_ => { }, null, 0, 1000); }
        """, """
        public record Cache(int Period) : IDisposable
        {
            private readonly System.Timers.Timer _timer = new(1000);

            public void Dispose() => _timer.Dispose();
        }

        public class Outer
        {
            private sealed class Inner : IDisposable
            {
                private Timer Refresh { get; } = new(_ => { }, null, 0, 1000);

                public void Dispose() => Refresh.Dispose();
            }
        }

        class Short : IDisposable { private readonly Timer _timer = new(_ => { }, null, 0, 1000); public void Dispose() => _timer.Dispose(); }
        """);

    [Theory]
    [InlineData("private Timer? [|_timer|];", "?")]
    [InlineData("private Timer [|_timer|] = null!;", "?")]
    [InlineData("private Timer? [|_timer|] { get; set; }", "?")]
    [InlineData("private readonly Timer? [|_timer|];", "?")]
    [InlineData("private Timer [|_timer|];", "")]
    [InlineData("private readonly Timer [|_timer|];", "")]
    public Task With_a_null_check_where_the_timer_may_be_missing(string field, string check) => TimerFixTest.VerifyAsync($$"""
        public class Cache
        {
            {{field}}
            public Cache() => _timer = new(_ => { }, null, 0, 1000);
        }
        """, $$"""
        public class Cache : IDisposable
        {
            {{field.Replace("[|", "").Replace("|]", "")}}
            public Cache() => _timer = new(_ => { }, null, 0, 1000);

            public void Dispose() => _timer{{check}}.Dispose();
        }
        """);

    [Fact]
    public Task With_a_null_check_where_nullable_analysis_is_off() => TimerFixTest.VerifyAsync("""
        #nullable disable
        public class Cache
        {
            private Timer [|_timer|];
            private readonly Timer [|_other|] = new(_ => { }, null, 0, 1000);
            public void Start() => _timer = new(_ => { }, null, 0, 1000);
        }
        """, """
        #nullable disable
        public class Cache : IDisposable
        {
            private Timer _timer;
            private readonly Timer _other = new(_ => { }, null, 0, 1000);
            public void Start() => _timer = new(_ => { }, null, 0, 1000);

            public void Dispose()
            {
                _other.Dispose();
                _timer?.Dispose();
            }
        }
        """);

    [Fact]
    public Task In_the_layout_of_the_file_tabs_and_line_endings_included() => TimerFixTest.VerifyAsync(
        "namespace Shop\r\n{\r\n\tpublic class Cache\r\n\t{\r\n\t\tprivate readonly Timer [|@timer|] = new(_ => { }, null, 0, 1000);\r\n\r\n\t}\r\n}\r\n",
        "namespace Shop\r\n{\r\n\tpublic class Cache : IDisposable\r\n\t{\r\n\t\tprivate readonly Timer @timer = new(_ => { }, null, 0, 1000);\r\n\r\n\t\tpublic void Dispose() => @timer.Dispose();\r\n\t}\r\n}\r\n");

    [Fact]
    public Task And_keeps_comments_regions_and_directives() => TimerFixTest.VerifyAsync("""
        // Licence.
        public class Cache
        {
            #region Timers
            /// <summary>Refreshes the prices.</summary>
            private readonly Timer [|_timer|] = new(_ => { }, null, 0, 1000); // every second
            #endregion
        #if NEVER
            public void Never() { }
        #endif
            // The end.
        } // of the cache
        """, """
        // Licence.
        public class Cache : IDisposable
        {
            #region Timers
            /// <summary>Refreshes the prices.</summary>
            private readonly Timer _timer = new(_ => { }, null, 0, 1000); // every second
            #endregion
        #if NEVER
            public void Never() { }
        #endif
            // The end.

            public void Dispose() => _timer.Dispose();
        } // of the cache
        """);

    [Theory]
    [InlineData("using System.Threading;\n\nnamespace Shop;\n\n", "using System;\nusing System.Threading;\n\nnamespace Shop;\n\n")]
    [InlineData("// Licence.\nusing System.IO;\nusing System.Threading;\n\n", "// Licence.\nusing System;\nusing System.IO;\nusing System.Threading;\n\n")]
    [InlineData("namespace Shop;\n\nusing System.Threading;\n\n", "using System;\n\nnamespace Shop;\n\nusing System.Threading;\n\n")]
    [InlineData("global using System.Threading;\n\n", "global using System.Threading;\nusing System;\n\n")]
    public Task And_imports_its_namespace_where_no_implicit_using_does(string before, string after)
    {
        var test = new FixTest<TimerNeverDisposedAnalyzer, TimerNeverDisposedFix>(ProjectKind.Console)
        {
            TestCode = before + "public class Cache\n{\n    private readonly Timer [|_timer|] = new(_ => { }, null, 0, 1000);\n}\n",
            FixedCode = after + "public class Cache : IDisposable\n{\n    private readonly Timer _timer = new(_ => { }, null, 0, 1000);\n\n    public void Dispose() => _timer.Dispose();\n}\n",
        };
        test.TestState.OutputKind = Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary;
        test.SolutionTransforms.Add(static (solution, project) =>
            solution.RemoveDocument(solution.GetProject(project)!.Documents.Single(static document => document.Name == "GlobalUsings.g.cs").Id));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
