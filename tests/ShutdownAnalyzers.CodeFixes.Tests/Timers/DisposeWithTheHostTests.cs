namespace ShutdownAnalyzers.Timers;

/// <summary>Hosted services end in <c>StopAsync</c>; derived classes end in an override.</summary>
public sealed class DisposeWithTheHostTests
{
    [Theory]
    [InlineData("public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;", """
        public async Task StopAsync(CancellationToken cancellationToken)
            {
                if (_timer is not null)
                    await _timer.DisposeAsync();
            }
        """)]
    [InlineData("""
        public Task StopAsync(CancellationToken cancellationToken)
            {
                return Task.CompletedTask;
            }
        """, """
        public async Task StopAsync(CancellationToken cancellationToken)
            {
                if (_timer is not null)
                    await _timer.DisposeAsync();
            }
        """)]
    [InlineData("""
        public async Task StopAsync(CancellationToken cancellationToken)
            {
                await Task.Yield();
            }
        """, """
        public async Task StopAsync(CancellationToken cancellationToken)
            {
                if (_timer is not null)
                    await _timer.DisposeAsync();
                await Task.Yield();
            }
        """)]
    [InlineData("Task IHostedService.StopAsync(CancellationToken cancellationToken) { return Task.CompletedTask; }",
        "async Task IHostedService.StopAsync(CancellationToken cancellationToken) { if (_timer is not null) await _timer.DisposeAsync(); }")]
    public Task A_hosted_service(string before, string after)
    {
        return TimerFixTest.VerifyAsync(Service("[|_timer|]", before), Service("_timer", after));

        static string Service(string field, string stop) => $$"""
            using Microsoft.Extensions.Hosting;

            public class Refresher : IHostedService
            {
                private Timer? {{field}};

                public Task StartAsync(CancellationToken cancellationToken)
                {
                    _timer = new(_ => { }, null, 0, 1000);
                    return Task.CompletedTask;
                }

                {{stop}}
            }
            """;
    }

    [Fact]
    public Task A_hosted_service_that_is_disposable_in_both() => TimerFixTest.VerifyAsync("""
        using Microsoft.Extensions.Hosting;

        public class Refresher : IHostedService, IDisposable
        {
            private readonly Timer [|_timer|] = new(_ => { }, null, 0, 1000);
            public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
            public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
            public void Dispose() { }
        }
        """, """
        using Microsoft.Extensions.Hosting;

        public class Refresher : IHostedService, IDisposable
        {
            private readonly Timer _timer = new(_ => { }, null, 0, 1000);
            public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
            public async Task StopAsync(CancellationToken cancellationToken)
            {
                await _timer.DisposeAsync();
            }
            public void Dispose() { _timer.Dispose(); }
        }
        """);

    [Fact]
    public Task A_background_service_in_an_override_of_Dispose() => TimerFixTest.VerifyAsync("""
        using Microsoft.Extensions.Hosting;

        public sealed class Worker : BackgroundService
        {
            private readonly System.Timers.Timer [|_timer|] = new(1000);

            protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;
        }
        """, """
        using Microsoft.Extensions.Hosting;

        public sealed class Worker : BackgroundService
        {
            private readonly System.Timers.Timer _timer = new(1000);

            protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;

            public override void Dispose()
            {
                _timer.Dispose();
                base.Dispose();
            }
        }
        """);

    [Fact]
    public Task A_background_service_in_an_override_of_StopAsync() => TimerFixTest.VerifyAsync("""
        using Microsoft.Extensions.Hosting;

        public sealed class Worker : BackgroundService
        {
            private readonly Timer [|_timer|] = new(_ => File.WriteAllText("state", ""), null, 0, 1000);

            protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;

            public override void Dispose()
            {
                base.Dispose();
            }
        }
        """, """
        using Microsoft.Extensions.Hosting;

        public sealed class Worker : BackgroundService
        {
            private readonly Timer _timer = new(_ => File.WriteAllText("state", ""), null, 0, 1000);

            protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;

            public override void Dispose()
            {
                _timer.Dispose();
                base.Dispose();
            }

            public override async Task StopAsync(CancellationToken cancellationToken)
            {
                await _timer.DisposeAsync();
                await base.StopAsync(cancellationToken);
            }
        }
        """);

    [Fact]
    public Task A_background_service_in_its_own_StopAsync() => TimerFixTest.VerifyAsync("""
        using Microsoft.Extensions.Hosting;

        public sealed class Worker : BackgroundService
        {
            private readonly PeriodicTimer [|_timer|] = new(TimeSpan.FromSeconds(1));

            protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;

            public override async Task StopAsync(CancellationToken cancellationToken)
            {
                await base.StopAsync(cancellationToken);
            }
        }
        """, """
        using Microsoft.Extensions.Hosting;

        public sealed class Worker : BackgroundService
        {
            private readonly PeriodicTimer _timer = new(TimeSpan.FromSeconds(1));

            protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;

            public override async Task StopAsync(CancellationToken cancellationToken)
            {
                _timer.Dispose();
                await base.StopAsync(cancellationToken);
            }
        }
        """);

    [Fact]
    public Task A_class_derived_from_a_dispose_pattern() => TimerFixTest.VerifyAsync("""
        public class Cache : System.ComponentModel.Component
        {
            private readonly Timer [|_timer|] = new(_ => { }, null, 0, 1000);
        }
        """, """
        public class Cache : System.ComponentModel.Component
        {
            private readonly Timer _timer = new(_ => { }, null, 0, 1000);

            protected override void Dispose(bool disposing)
            {
                if (disposing)
                    _timer.Dispose();
                base.Dispose(disposing);
            }
        }
        """);

    [Fact]
    public Task A_class_derived_from_one_that_ends_asynchronously() => TimerFixTest.VerifyAsync("""
        public class Store : IAsyncDisposable
        {
            public virtual ValueTask DisposeAsync() => default;
        }

        public class Cache : Store
        {
            private readonly Timer [|_timer|] = new(_ => { }, null, 0, 1000);
        }
        """, """
        public class Store : IAsyncDisposable
        {
            public virtual ValueTask DisposeAsync() => default;
        }

        public class Cache : Store
        {
            private readonly Timer _timer = new(_ => { }, null, 0, 1000);

            public override async ValueTask DisposeAsync()
            {
                await _timer.DisposeAsync();
                await base.DisposeAsync();
            }
        }
        """);
}
