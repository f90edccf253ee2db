namespace ShutdownAnalyzers.Timers;

/// <summary>Tests of SHUT302 on statements in a method, in an entry point, or on a whole type.</summary>
internal static class DroppedTimerTest
{
    public static Task VerifyAsync(string statements) => Of(statements).VerifyAsync();

    public static Task VerifyTypeAsync(string type) => RuleTest<TimerDroppedAnalyzer>.VerifyAsync(ProjectKind.ClassLib, type);

    public static Task VerifyProgramAsync(string statements) => RuleTest<TimerDroppedAnalyzer>.VerifyAsync(ProjectKind.Web, $"""
        var app = WebApplication.Create(args);
        {statements}
        await Task.Yield();
        """);

    /// <summary>The statements in a method of a class that could keep a timer in many ways.</summary>
    public static RuleTest<TimerDroppedAnalyzer> Of(string statements) => new(ProjectKind.ClassLib, $$"""
        using System.Collections.Concurrent;
        using System.Reactive.Disposables;
        using Microsoft.AspNetCore.Http;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;

        namespace Shop
        {
            public class Cache
            {
                private readonly List<object?> _all = [];
                private readonly CompositeDisposable _owner = [];
                private object? _kept;
                private int Ticks;

                public async Task<object?> StartAsync(HttpContext context, IServiceCollection services, IHostApplicationLifetime lifetime, CancellationToken token)
                {
                    await Task.Yield();
                    {{statements}}
                    return null;
                }

                private void Tick() => Ticks++;
                private static void Own(object? anything) { }
                private static void Fill(out Timer? timer) => timer = null;
            }
        }

        {{TimerTest.Owners}}
        """);
}
