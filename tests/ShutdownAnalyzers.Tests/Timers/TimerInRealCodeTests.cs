namespace ShutdownAnalyzers.Timers;

/// <summary>Shapes met in public code bases, with names changed.</summary>
public sealed class TimerInRealCodeTests
{
    [Fact]
    public Task A_timeout_that_is_disposed_unless_it_has_fired() => TimerTest.VerifyAsync("""
        public sealed class Waiter
        {
            private static readonly TimerCallback s_onTimeout = static state => ((Waiter)state!).TryComplete(timedOut: true);
            private readonly Timer? _timeout;

            public Waiter(int milliseconds)
            {
                if (milliseconds != Timeout.Infinite)
                    _timeout = new Timer(s_onTimeout, this, milliseconds, 250);
            }

            private bool TryComplete(bool timedOut)
            {
                if (!timedOut) _timeout?.Dispose();
                return timedOut;
            }
        }
        """);

    [Fact]
    public Task A_timer_taken_out_under_a_lock_when_nobody_is_left() => TimerTest.VerifyAsync("""
        public class Session
        {
            private readonly object _gate = new();
            private Timer? _progress;

            public void Start()
            {
                lock (_gate)
                {
                    if (_progress is null)
                        _progress = new Timer(OnProgress, null, 1000, 1000);
                    else
                        _progress.Change(1000, 1000);
                }
            }

            public void Finish()
            {
                lock (_gate)
                {
                    if (_progress is not null)
                    {
                        _progress.Dispose();
                        _progress = null;
                    }
                }
            }

            private void OnProgress(object? state) { }
        }
        """);

    [Fact]
    public Task A_scheduler_whose_loop_disposes_the_timer_it_waits_for() => TimerTest.VerifyAsync("""
        public class Client
        {
            private readonly PeriodicTimer callbackTimer;
            private Task? loop;

            public Client(TimeProvider time) => this.callbackTimer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);

            public void Start() => this.loop = Task.Run(ExpireAsync);
            public void Stop() => Safely(() => this.callbackTimer.Dispose());

            private async Task ExpireAsync() { while (await callbackTimer.WaitForNextTickAsync()) { } }
            private static void Safely(Action action) { try { action(); } catch (Exception) { } }
        }
        """);

    [Fact]
    public Task A_timer_that_its_factory_method_hands_over() => TimerTest.VerifyAsync("""
        public class Handshake
        {
            private Timer? _timer;
            public void SetTimer(Timer timer) => _timer = timer;
            public static Timer Begin(Handshake handshake)
            {
                var timer = new Timer(static state => ((Handshake)state!).End(), handshake, 0, 500);
                handshake.SetTimer(timer);
                return timer;
            }
            private void End() { var last = _timer; _timer = null; if (last is not null) try { last.Dispose(); } catch (ObjectDisposedException) { } }
        }
        """);

    [Fact]
    public Task The_hosted_service_of_the_documentation() => TimerTest.VerifyAsync("""
        using Microsoft.Extensions.Hosting;
        using Microsoft.Extensions.Logging;

        public class TimedHostedService(ILogger<TimedHostedService> logger) : IHostedService, IDisposable
        {
            private int _count;
            private Timer? _timer = null;

            public Task StartAsync(CancellationToken stoppingToken)
            {
                _timer = new Timer(DoWork, null, TimeSpan.Zero, TimeSpan.FromSeconds(5));
                return Task.CompletedTask;
            }

            private void DoWork(object? state) => logger.LogInformation("Count: {Count}", Interlocked.Increment(ref _count));

            public Task StopAsync(CancellationToken stoppingToken)
            {
                _timer?.Change(Timeout.Infinite, 0);
                return Task.CompletedTask;
            }

            public void Dispose() => _timer?.Dispose();
        }
        """);

    [Fact]
    public Task A_control_that_arms_its_timer_again_and_again() => TimerTest.VerifyAsync("""
        public class LiveControls
        {
            private readonly Timer [|m_waitTimer|];

            public LiveControls()
            {
                m_waitTimer = new Timer(m_waitTimer_Tick, this, Timeout.Infinite, Timeout.Infinite);
                m_waitTimer.Change(500, Timeout.Infinite);
            }

            public void Pause() => m_waitTimer.Change(Timeout.Infinite, Timeout.Infinite);
            private void m_waitTimer_Tick(object? sender) => m_waitTimer.Change(1000, Timeout.Infinite);
        }
        """);

    [Fact]
    public Task A_window_that_forgets_its_resize_timer() => TimerTest.VerifyAsync("""
        public class Window
        {
            private readonly System.Timers.Timer [|_resizeTimer|];

            public Window()
            {
                _resizeTimer = new System.Timers.Timer(1) { SynchronizingObject = null, AutoReset = false };
                _resizeTimer.Elapsed += OnTick;
            }

            private void OnResizeBegin(object sender, EventArgs e) => _resizeTimer.Enabled = true;
            private void OnTick(object? sender, EventArgs e) => _resizeTimer.Enabled = true;
            private void OnResizeEnd(object sender, EventArgs e) => _resizeTimer.Enabled = false;
        }
        """);
}
