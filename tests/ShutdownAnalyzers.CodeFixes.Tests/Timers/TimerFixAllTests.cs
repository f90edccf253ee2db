namespace ShutdownAnalyzers.Timers;

/// <summary>Timers that meet in one method, one type or one file are all disposed, in one go as well as one by one.</summary>
public sealed class TimerFixAllTests
{
    [Fact]
    public Task Several_timers_of_one_type() => TimerFixTest.VerifyAsync("""
        public class Cache
        {
            private readonly Timer [|_first|] = new(_ => { }, null, 0, 1000), [|_second|] = new(_ => { }, null, 0, 1000);
            private System.Timers.Timer? [|_third|];

            public void Start() => _third = new(1000);
        }
        """, """
        public class Cache : IDisposable
        {
            private readonly Timer _first = new(_ => { }, null, 0, 1000), _second = new(_ => { }, null, 0, 1000);
            private System.Timers.Timer? _third;

            public void Start() => _third = new(1000);

            public void Dispose()
            {
                _third?.Dispose();
                _second.Dispose();
                _first.Dispose();
            }
        }
        """);

    [Fact]
    public Task Several_types_of_several_files() => TimerFixTest.VerifyAsync(
        ("""
        public class Prices
        {
            private readonly Timer [|_timer|] = new(_ => { }, null, 0, 1000);
        }

        public partial class Stock
        {
            private readonly Timer [|_timer|] = new(_ => { }, null, 0, 1000);
        }
        """, """
        public class Prices : IDisposable
        {
            private readonly Timer _timer = new(_ => { }, null, 0, 1000);

            public void Dispose() => _timer.Dispose();
        }

        public partial class Stock : IDisposable
        {
            private readonly Timer _timer = new(_ => { }, null, 0, 1000);

            public void Dispose()
            {
                _other.Dispose();
                _timer.Dispose();
            }
        }
        """),
        ("""
        public partial class Stock
        {
            private readonly Timer [|_other|] = new(_ => { }, null, 0, 1000);
        }

        public class Carts : IDisposable
        {
            private readonly Timer [|_timer|] = new(_ => { }, null, 0, 1000);
            public void Dispose() { }
        }
        """, """
        public partial class Stock
        {
            private readonly Timer _other = new(_ => { }, null, 0, 1000);
        }

        public class Carts : IDisposable
        {
            private readonly Timer _timer = new(_ => { }, null, 0, 1000);
            public void Dispose() { _timer.Dispose(); }
        }
        """));
}
