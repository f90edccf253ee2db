using Microsoft.CodeAnalysis;
using ShutdownAnalyzers.Hosting;

namespace ShutdownAnalyzers.BackgroundWork;

public sealed class BaseNotCalledTests
{
    [Theory]
    [InlineData("public override Task [|StopAsync|](CancellationToken token) => Task.CompletedTask;")]
    [InlineData("public override async Task [|StopAsync|](CancellationToken token) { await SaveAsync(1); }")]
    [InlineData("public override async Task [|StopAsync|](CancellationToken token) { if (_work.IsCompleted) return; await base.StopAsync(token); }")]
    [InlineData("public override async Task [|StopAsync|](CancellationToken token) { if (_work.IsCompleted) await base.StopAsync(token); }")]
    [InlineData("public override Task [|StopAsync|](CancellationToken token) => Touch() is null ? Task.CompletedTask : base.StopAsync(token);")]
    [InlineData("public override Task [|StartAsync|](CancellationToken token) { Console.WriteLine(); return Task.CompletedTask; }")]
    [InlineData("public override Task [|StartAsync|](CancellationToken token) => base.StopAsync(token);")]
    [InlineData("public override void [|Dispose|]() => _gate.Dispose();")]
    [InlineData("public sealed override void [|Dispose|]() { _gate.Dispose(); Touch(); }")]
    public Task Reported(string member) => VerifyAsync(member);

    [Theory]
    [InlineData("public override async Task StopAsync(CancellationToken token) { await SaveAsync(1); await base.StopAsync(token); }")]
    [InlineData("public override Task StopAsync(CancellationToken token) => base.StopAsync(token);")]
    [InlineData("public override Task StopAsync(CancellationToken token) { var stop = base.StopAsync(token); return Task.WhenAll(stop, _work); }")]
    [InlineData("public override async Task StopAsync(CancellationToken token) { try { await SaveAsync(1); } finally { await base.StopAsync(token).ConfigureAwait(false); } }")]
    [InlineData("public override async Task StopAsync(CancellationToken token) { try { await base.StopAsync(token); } catch (OperationCanceledException) { } }")]
    [InlineData("public override async Task StopAsync(CancellationToken token) { if (_work.IsFaulted) throw new InvalidOperationException(); await base.StopAsync(token); }")]
    [InlineData("public override Task StopAsync(CancellationToken token) => throw new NotSupportedException();")]
    [InlineData("public override async Task StopAsync(CancellationToken token) { if (_work.IsFaulted) { await base.StopAsync(token); return; } await base.StopAsync(token); }")]
    [InlineData("public override void Dispose() { _gate.Dispose(); base.Dispose(); GC.SuppressFinalize(this); }")]
    [InlineData("public override Task StopAsync(CancellationToken token) => Task.Run(() => base.StopAsync(token));")]
    [InlineData("public override Task StopAsync(CancellationToken token) => EndAsync(token); private Task EndAsync(CancellationToken token) => base.StopAsync(token);")]
    [InlineData("public override Task StopAsync(CancellationToken token) { return EndAsync(); Task EndAsync() => base.StopAsync(token); }")]
    public Task Silent(string member) => VerifyAsync(member);

    [Theory]
    [InlineData("public Task StopAsync(int order) => Task.CompletedTask;")]
    [InlineData("public new Task StopAsync(CancellationToken token) => Task.CompletedTask;")]
    [InlineData("protected virtual void Dispose(bool disposing) { }")]
    [InlineData("class Other : IHostedService { public Task StartAsync(CancellationToken token) => Task.CompletedTask; public Task StopAsync(CancellationToken token) => Task.CompletedTask; }")]
    [InlineData("class Own : MemoryStream { protected override void Dispose(bool disposing) { } }")]
    public Task Silent_on_what_is_no_override_of_a_background_service(string member) => VerifyAsync(member);

    [Fact]
    public Task A_base_of_ones_own_calls_it() => RuleTest<BaseNotCalledAnalyzer>.VerifyAsync(ProjectKind.ClassLib, """
        using Microsoft.Extensions.Hosting;

        abstract class Service<T> : BackgroundService
        {
            public override Task StopAsync(CancellationToken token) => EndAsync(token);
            protected Task EndAsync(CancellationToken token) => base.StopAsync(token);
        }

        abstract class Again : Service<int>
        {
            public abstract override Task StopAsync(CancellationToken token);
        }

        abstract class ByHelper : Service<int>
        {
            public override Task StopAsync(CancellationToken token) => EndAsync(token);
        }

        abstract class NotAtAll : Service<int>
        {
            public override Task [|StopAsync|](CancellationToken token) => Task.CompletedTask;
        }

        abstract class Nothing : Again
        {
            public override Task StopAsync(CancellationToken token) => Task.CompletedTask;
        }
        """);

    [Fact]
    public async Task Silent_where_a_base_of_another_assembly_may_call_it()
    {
        var library = (await Analysis.CompileAsync("Library", OutputKind.DynamicallyLinkedLibrary, """
            namespace Elsewhere;

            public abstract class Service : BackgroundService
            {
                protected Task EndAsync(CancellationToken token) => base.StopAsync(token);
            }
            """)).AsImplementation();

        await new RuleTest<BaseNotCalledAnalyzer>(ProjectKind.ClassLib, """
            abstract class Worker : Elsewhere.Service
            {
                public override Task StopAsync(CancellationToken token) => EndAsync(token);
            }
            """).VerifyAsync(library);
    }

    private static Task VerifyAsync(string member) => ServiceTest<BaseNotCalledAnalyzer>.VerifyAsync($"protected override Task ExecuteAsync(CancellationToken stop) => Task.CompletedTask; {member}");
}
