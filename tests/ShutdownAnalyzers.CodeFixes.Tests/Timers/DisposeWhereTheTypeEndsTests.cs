namespace ShutdownAnalyzers.Timers;

/// <summary>A type that has an end already disposes its timer there, before anything that the timer's callback may use.</summary>
public sealed class DisposeWhereTheTypeEndsTests
{
    [Theory]
    [InlineData("public void Dispose() { }", "public void Dispose() { _timer.Dispose(); }")]
    [InlineData("public void Dispose() {}", "public void Dispose() { _timer.Dispose(); }")]
    [InlineData("public void Dispose() { _stream.Dispose(); }", "public void Dispose() { _timer.Dispose(); _stream.Dispose(); }")]
    [InlineData("void IDisposable.Dispose() { }", "void IDisposable.Dispose() { _timer.Dispose(); }")]
    [InlineData("public virtual void Dispose() { }", "public virtual void Dispose() { _timer.Dispose(); }")]
    [InlineData("public void Dispose() => _stream.Dispose();", """
        public void Dispose()
            {
                _timer.Dispose();
                _stream.Dispose();
            }
        """)]
    [InlineData("""
        public void Dispose() // last
            {
                // The stream comes first.
                _stream.Dispose();
            }
        """, """
        public void Dispose() // last
            {
                _timer.Dispose();
                // The stream comes first.
                _stream.Dispose();
            }
        """)]
    [InlineData("""
        public void Dispose()
            {
                if (_isDisposed)
                    return;

                _isDisposed = true;
                _stream.Dispose();
            }
        """, """
        public void Dispose()
            {
                if (_isDisposed)
                    return;

                _timer.Dispose();
                _isDisposed = true;
                _stream.Dispose();
            }
        """)]
    public Task In_Dispose(string before, string after) => InCacheAsync("IDisposable", before, after);

    [Theory]
    [InlineData("""
        if (disposing)
                {
                    _stream.Dispose();
                }
        """, """
        if (disposing)
                {
                    _timer.Dispose();
                    _stream.Dispose();
                }
        """)]
    [InlineData("""
        if (!_isDisposed && disposing)
                    _stream.Dispose();
        """, """
        if (!_isDisposed && disposing)
                {
                    _timer.Dispose();
                    _stream.Dispose();
                }
        """)]
    [InlineData("""
        _isDisposed = true;
        """, """
        if (disposing)
                    _timer.Dispose();
                _isDisposed = true;
        """)]
    [InlineData("""
        if (_isDisposed)
                    return;
                if (disposing) { _stream.Dispose(); }
        """, """
        if (_isDisposed)
                    return;
                if (disposing) { _timer.Dispose(); _stream.Dispose(); }
        """)]
    public Task In_the_core_of_the_dispose_pattern(string before, string after)
    {
        return InCacheAsync("IDisposable", Pattern(before), Pattern(after));

        static string Pattern(string body) => $$"""
            public void Dispose()
                {
                    Dispose(disposing: true);
                    GC.SuppressFinalize(this);
                }

                protected virtual void Dispose(bool disposing)
                {
                    {{body}}
                }
            """;
    }

    [Theory]
    [InlineData("public ValueTask DisposeAsync() => _stream.DisposeAsync();", """
        public ValueTask DisposeAsync()
            {
                _timer.Dispose();
                return _stream.DisposeAsync();
            }
        """)]
    [InlineData("public async ValueTask DisposeAsync() => await _stream.DisposeAsync();", """
        public async ValueTask DisposeAsync()
            {
                await _timer.DisposeAsync();
                await _stream.DisposeAsync();
            }
        """)]
    [InlineData("""
        public async ValueTask DisposeAsync()
            {
                await DisposeAsyncCore();
            }

            protected virtual async ValueTask DisposeAsyncCore()
            {
                await _stream.DisposeAsync();
            }
        """, """
        public async ValueTask DisposeAsync()
            {
                await DisposeAsyncCore();
            }

            protected virtual async ValueTask DisposeAsyncCore()
            {
                await _timer.DisposeAsync();
                await _stream.DisposeAsync();
            }
        """)]
    public Task In_DisposeAsync(string before, string after) => InCacheAsync("IAsyncDisposable", before, after);

    [Theory]
    [InlineData(
        "public void Dispose() { _stream.Dispose(); } public async ValueTask DisposeAsync() { await _stream.DisposeAsync(); }",
        "public void Dispose() { _timer.Dispose(); _stream.Dispose(); } public async ValueTask DisposeAsync() { await _timer.DisposeAsync(); await _stream.DisposeAsync(); }")]
    [InlineData(
        "public void Dispose() { } public ValueTask DisposeAsync() { Dispose(); return default; }",
        "public void Dispose() { _timer.Dispose(); } public ValueTask DisposeAsync() { Dispose(); return default; }")]
    [InlineData(
        "public void Dispose() { DisposeAsync().AsTask().Wait(); } public ValueTask DisposeAsync() { return default; }",
        "public void Dispose() { DisposeAsync().AsTask().Wait(); } public ValueTask DisposeAsync() { _timer.Dispose(); return default; }")]
    public Task In_both_of_them_unless_one_calls_the_other(string before, string after) => InCacheAsync("IDisposable, IAsyncDisposable", before, after);

    [Fact]
    public Task In_DisposeAsync_with_a_null_check() => TimerFixTest.VerifyAsync("""
        public class Cache : IAsyncDisposable
        {
            private Timer? [|_timer|];
            private PeriodicTimer? [|_loop|];

            public void Start() => _timer = new(_ => { }, null, 0, 1000);
            public void Loop() => _loop = new(TimeSpan.FromSeconds(1));

            public async ValueTask DisposeAsync()
            {
                await Task.Yield();
            }
        }
        """, """
        public class Cache : IAsyncDisposable
        {
            private Timer? _timer;
            private PeriodicTimer? _loop;

            public void Start() => _timer = new(_ => { }, null, 0, 1000);
            public void Loop() => _loop = new(TimeSpan.FromSeconds(1));

            public async ValueTask DisposeAsync()
            {
                _loop?.Dispose();
                if (_timer is not null)
                    await _timer.DisposeAsync();
                await Task.Yield();
            }
        }
        """);

    [Fact]
    public Task In_another_file() => TimerFixTest.VerifyAsync(
        ("""
        public partial class Cache
        {
            private readonly Timer [|_timer|] = new(_ => { }, null, 0, 1000);
        }
        """, """
        public partial class Cache
        {
            private readonly Timer _timer = new(_ => { }, null, 0, 1000);
        }
        """),
        ("""
        public partial class Cache : IDisposable
        {
            public void Dispose()
            {
            }
        }
        """, """
        public partial class Cache : IDisposable
        {
            public void Dispose()
            {
                _timer.Dispose();
            }
        }
        """));

    private static Task InCacheAsync(string interfaces, string before, string after)
    {
        return TimerFixTest.VerifyAsync(Cache("[|_timer|]", before), Cache("_timer", after));

        string Cache(string field, string members) => $$"""
            public class Cache : {{interfaces}}
            {
                private readonly Timer {{field}} = new(_ => { }, null, 0, 1000);
                private readonly Stream _stream = Stream.Null;
                private bool _isDisposed;

                {{members}}
            }
            """;
    }
}
