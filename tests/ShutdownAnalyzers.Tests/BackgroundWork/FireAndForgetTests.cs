namespace ShutdownAnalyzers.BackgroundWork;

public sealed class FireAndForgetTests
{
    [Theory]
    [InlineData("_ = Task.[|Run|](() => SendAsync());")]
    [InlineData("Task.[|Run|](() => Console.WriteLine());")]
    [InlineData("Task.Factory.[|StartNew|](() => Console.WriteLine());")]
    [InlineData("ThreadPool.[|QueueUserWorkItem|](_ => Console.WriteLine());")]
    [InlineData("_ = [|SendAsync|]();")]
    [InlineData("[|SendAsync|]();")]
    [InlineData("_ = [|ReadAsync|]();")]
    [InlineData("if (DateTime.UtcNow.Second > 3) { _ = [|SendAsync|](); }")]
    public async Task Reported_in_whatever_a_request_runs(string statement)
    {
        await VerifyAsync($"app.MapPost(\"/orders\", () => {{ {statement} }});");
        await VerifyAsync($"app.Use(async (context, next) => {{ {statement} await next(context); }});");
        await VerifyAsync("app.MapPost(\"/orders\", Handle);", $"static void Handle() {{ {statement} }}");
        await VerifyAsync("", "", $"public class OrdersController : ControllerBase {{ [HttpPost] public void Post() {{ {statement} }} {Helpers} }}");
        await VerifyAsync("", "", $"public class ChatHub : Hub {{ public void Say() {{ {statement} }} {Helpers} }}");
        await VerifyAsync("", "", $"public class Timing(RequestDelegate next) {{ public Task InvokeAsync(HttpContext context) {{ {statement} return next(context); }} {Helpers} }}");
    }

    [Theory]
    [InlineData("await Task.Run(() => SendAsync());")]
    [InlineData("var sending = Task.Run(() => SendAsync()); await sending;")]
    [InlineData("await SendAsync();")]
    [InlineData("_ = await ReadAsync();")]
    [InlineData("all.Add(SendAsync());")]
    [InlineData("all.Add(Task.Run(() => SendAsync()));")]
    [InlineData("await Task.WhenAll(SendAsync(), SendAsync());")]
    [InlineData("Forget(SendAsync());")]
    [InlineData("SendAsync().GetAwaiter().GetResult();")]
    [InlineData("RunAsync();")]
    [InlineData("_ = loads.GetOrAdd(1, _ => SendAsync());")]
    public Task Silent_where_it_is_awaited_or_passed_on(string statement) => VerifyAsync(
        $"var all = new List<Task>(); var loads = new System.Collections.Concurrent.ConcurrentDictionary<int, Task>(); app.MapPost(\"/orders\", async () => {{ {statement} await Task.Yield(); }});",
        "static void Forget(Task work) { } static void RunAsync() { }");

    [Theory]
    [InlineData("_ = SendAsync();")]
    [InlineData("_ = Task.Run(() => SendAsync());")]
    [InlineData("app.Lifetime.ApplicationStarted.Register(() => { _ = SendAsync(); });")]
    public Task Silent_where_no_request_runs(string statement) => VerifyAsync($"app.MapGet(\"/\", () => 1); {statement}");

    [Theory]
    [InlineData("Task.Factory.StartNew(() => app.Lifetime.StopApplication());")]
    [InlineData("_ = Task.Run(app.Lifetime.StopApplication);")]
    [InlineData("_ = app.StopAsync();")]
    [InlineData("_ = Task.Run(async () => { await Task.Delay(100); await app.StopAsync(); });")]
    public Task Silent_where_the_work_is_to_stop_the_app(string statement) => VerifyAsync($"app.MapPost(\"/restart\", () => {{ {statement} }});");

    [Fact]
    public Task Silent_where_the_package_tracks_it() => new RuleTest<FireAndForgetAnalyzer>(ProjectKind.Web, """
        using ShutdownAnalyzers.Runtime;

        var app = WebApplication.Create(args);
        app.MapPost("/orders", (IGracefulShutdown shutdown) => { _ = shutdown.TrackAsync("receipt", token => Task.Delay(1, token)); shutdown.TrackAsync("receipt", token => Task.Delay(1, token)); });
        app.MapPost("/offers", (Own shutdown) => { _ = shutdown.[|TrackAsync|](); });
        app.Run();

        class Own { public Task TrackAsync() => Task.CompletedTask; }
        """).VerifyAsync(RuntimeReferences.All);

    [Fact]
    public Task Silent_in_a_service_that_anyone_may_call() => VerifyAsync(
        "app.MapGet(\"/\", (Mailer mailer) => mailer.Send());",
        "",
        $"public class Mailer {{ public void Send() {{ _ = SendAsync(); }} {Helpers} }}");

    private const string Helpers = "private static Task SendAsync() => Task.CompletedTask; private static ValueTask<int> ReadAsync() => new(1);";

    private static Task VerifyAsync(string statements, string functions = "", string types = "")
    {
        var test = new RuleTest<FireAndForgetAnalyzer>(ProjectKind.Web, $$"""
            #pragma warning disable CS4014, CS8321, CS1998
            using Microsoft.AspNetCore.Mvc;
            using Microsoft.AspNetCore.SignalR;

            var app = WebApplication.Create(args);
            {{statements}}
            app.Run();

            static Task SendAsync() => Task.CompletedTask;
            static ValueTask<int> ReadAsync() => new(1);
            {{functions}}

            {{types}}
            """);
        return test.VerifyAsync();
    }
}
