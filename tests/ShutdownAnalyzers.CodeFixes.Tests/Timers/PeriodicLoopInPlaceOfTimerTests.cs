namespace ShutdownAnalyzers.Timers;

/// <summary>SHUT303's second fix turns the service into a loop over a periodic timer.</summary>
public sealed class PeriodicLoopInPlaceOfTimerTests
{
    [Theory]
    [InlineData("_ => Work()", "Work();", "private void Work() => File.WriteAllText(\"state\", \"\");")]
    [InlineData("delegate { Work(); }", "Work();", "private void Work() => File.WriteAllText(\"state\", \"\");")]
    [InlineData("Work", "Work();", "private void Work(object? state) => File.WriteAllText(\"state\", \"\");", "private void Work() => File.WriteAllText(\"state\", \"\");")]
    public Task Is_offered_second(string callback, string tick, string work, string? fixedWork = null)
    {
        var test = new FixTest<CallbackOutlivesStopAnalyzer, CallbackOutlivesStopFix>(ProjectKind.ClassLib)
        {
            CodeActionIndex = 1,
            CodeActionVerifier = (action, verifier) => verifier.Equal("Make it a BackgroundService with a PeriodicTimer", action.Title),
            TestCode = $$"""
                using Microsoft.Extensions.Hosting;

                public sealed class Refresher : IHostedService
                {
                    private Timer? _timer;

                    public Task StartAsync(CancellationToken token)
                    {
                        _timer = new Timer({{callback}}, null, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5));
                        return Task.CompletedTask;
                    }

                    public Task StopAsync(CancellationToken token)
                    {
                        _timer?.[|Dispose|]();
                        return Task.CompletedTask;
                    }

                    {{work}}
                }
                """,
            FixedCode = $$"""
                using Microsoft.Extensions.Hosting;

                public sealed class Refresher : BackgroundService
                {
                    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
                    {
                        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(5));
                        while (await timer.WaitForNextTickAsync(stoppingToken))
                        {
                            {{tick}}
                        }
                    }

                    {{fixedWork ?? work}}
                }
                """,
        };
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task In_a_service_that_says_what_it_does() => new FixTest<CallbackOutlivesStopAnalyzer, CallbackOutlivesStopFix>(ProjectKind.Worker)
    {
        CodeActionIndex = 1,
        TestCode = """
            Host.CreateApplicationBuilder(args).Build().Run();

            public class TimedService : IHostedService, IDisposable
            {
                private readonly ILogger<TimedService> _logger;
                private int _count;
                private Timer? _timer = null;

                public TimedService(ILogger<TimedService> logger) => _logger = logger;

                public Task StartAsync(CancellationToken cancellationToken)
                {
                    // Says so.
                    _logger.LogInformation("Running");

                    // Every five seconds.
                    _timer = new Timer(DoWork, null, TimeSpan.Zero, TimeSpan.FromSeconds(5));

                    return Task.CompletedTask;
                }

                private void DoWork(object? state)
                {
                    _logger.LogInformation("Working: {Count}", Interlocked.Increment(ref _count));
                }

                public Task StopAsync(CancellationToken cancellationToken)
                {
                    _logger.LogInformation("Stopping");

                    _timer?.[|Change|](Timeout.Infinite, 0);

                    return Task.CompletedTask;
                }

                public void Dispose()
                {
                    _timer?.Dispose();
                }
            }
            """,
        FixedCode = """
            Host.CreateApplicationBuilder(args).Build().Run();

            public class TimedService : BackgroundService
            {
                private readonly ILogger<TimedService> _logger;
                private int _count;

                public TimedService(ILogger<TimedService> logger) => _logger = logger;

                protected override async Task ExecuteAsync(CancellationToken stoppingToken)
                {
                    // Says so.
                    _logger.LogInformation("Running");
                    // Every five seconds.
                    using var timer = new PeriodicTimer(TimeSpan.FromSeconds(5));
                    do
                    {
                        DoWork();
                    }
                    while (await timer.WaitForNextTickAsync(stoppingToken));
                }

                private void DoWork()
                {
                    _logger.LogInformation("Working: {Count}", Interlocked.Increment(ref _count));
                }

                public override async Task StopAsync(CancellationToken cancellationToken)
                {
                    _logger.LogInformation("Stopping");
                    await base.StopAsync(cancellationToken);
                }
            }
            """,
    }.RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Not_where_the_service_does_more()
    {
        var test = new FixTest<CallbackOutlivesStopAnalyzer, CallbackOutlivesStopFix>(ProjectKind.ClassLib) { CodeActionIndex = 1 };
        test.TestCode = test.FixedCode = """
            using Microsoft.Extensions.Hosting;

            public sealed class Refresher : IHostedService
            {
                private Timer? _timer;

                public Task StartAsync(CancellationToken token)
                {
                    _timer = new Timer(_ => Console.WriteLine("ticks"), null, 0, 1000);
                    Console.WriteLine("started");
                    return Task.CompletedTask;
                }

                public Task StopAsync(CancellationToken token)
                {
                    _timer?.{|SHUT303:Dispose|}();
                    return Task.CompletedTask;
                }
            }
            """;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
