namespace ShutdownAnalyzers.Timers;

/// <summary>
/// Tests of SHUT301 on a class that keeps a running timer in <c>_timer</c>. What a test adds to the class decides: with nothing
/// added, the timer is reported.
/// </summary>
internal static class TimerTest
{
    /// <summary>Collections of Rx that dispose what they are given, by their names.</summary>
    public const string Owners = """
        namespace System.Reactive.Disposables
        {
            public sealed class CompositeDisposable : List<IDisposable>;

            public static class DisposableExtensions
            {
                public static T DisposeWith<T>(this T item, CompositeDisposable owner) where T : IDisposable { owner.Add(item); return item; }
                public static T AddTo<T>(this T item, ICollection<IDisposable> owner) where T : IDisposable { owner.Add(item); return item; }
            }
        }
        """;

    public static Task VerifyAsync(params string[] sources) =>
        RuleTest<TimerNeverDisposedAnalyzer>.VerifyAsync(ProjectKind.ClassLib, sources);

    public static Task SilentAsync(string members) => VerifyAsync(Cache("_timer", members));

    public static Task ReportedAsync(string members) => VerifyAsync(Cache("[|_timer|]", members));

    private static string Cache(string field, string members) => $$"""
        using System.Collections.Concurrent;
        using System.Reactive.Disposables;
        using Microsoft.AspNetCore.Http;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;

        namespace Shop
        {
            public partial class Cache
            {
                private Timer? {{field}} = new(static _ => { }, null, 0, 1000);
                private int _ticks;

                {{members}}
            }
        }

        {{Owners}}
        """;
}
