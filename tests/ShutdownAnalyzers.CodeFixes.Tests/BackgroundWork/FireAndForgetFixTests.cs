using Microsoft.CodeAnalysis;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Runtime;

namespace ShutdownAnalyzers.BackgroundWork;

public sealed class FireAndForgetFixTests
{
    [Fact]
    public Task An_endpoint_is_given_what_tracks_it() => EndpointAsync("""
        app.MapPost("/orders", (string order) =>
        {
            _ = [|SendAsync|](order); // Later.
        });
        app.MapPost("/reports", () => { Task.[|Run|](async () => await SendAsync("report")); });
        """, """
        app.MapPost("/orders", (string order, IGracefulShutdown shutdown) =>
        {
            shutdown.Track("SendAsync", SendAsync(order)); // Later.
        });
        app.MapPost("/reports", (IGracefulShutdown shutdown) => { shutdown.Track("background work", Task.Run(async () => await SendAsync("report"))); });
        """);

    [Fact]
    public Task Two_of_one_endpoint() => EndpointAsync(
        "app.MapPost(\"/\", () => { _ = [|SendAsync|](\"\"); _ = [|SendAsync|](\"\"); });",
        "app.MapPost(\"/\", (IGracefulShutdown shutdown) => { shutdown.Track(\"SendAsync\", SendAsync(\"\")); shutdown.Track(\"SendAsync\", SendAsync(\"\")); });");

    [Theory]
    [InlineData("app.Use(async (context, next) => { _ = [|SendAsync|](\"\"); await next(context); });", "app.Use(async (context, next) => { context.RequestServices.GetRequiredService<IGracefulShutdown>().Track(\"SendAsync\", SendAsync(\"\")); await next(context); });")]
    [InlineData("app.MapGet(\"/\", (HttpContext http) => { _ = [|ReadAsync|](); });", "app.MapGet(\"/\", (HttpContext http) => { http.RequestServices.GetRequiredService<IGracefulShutdown>().Track(\"ReadAsync\", ReadAsync().AsTask()); });")]
    public Task From_the_services_of_the_request(string statement, string fixedStatement) => EndpointAsync(statement, fixedStatement);

    [Theory]
    [InlineData("OrdersController : ControllerBase", "Post")]
    [InlineData("Orders : Microsoft.AspNetCore.Mvc.RazorPages.PageModel", "OnPost")]
    public Task In_what_has_the_request_at_hand(string type, string handler) => VerifyAsync(Program("", $$"""
        public class {{type}}
        {
            [HttpPost]
            public void {{handler}}() => Start();

            private void Start()
            {
                _ = Task.[|Run|](() => Console.WriteLine());
            }
        }
        """), Program("", $$"""
        public class {{type}}
        {
            [HttpPost]
            public void {{handler}}() => Start();

            private void Start()
            {
                HttpContext.RequestServices.GetRequiredService<IGracefulShutdown>().Track("Start", Task.Run(() => Console.WriteLine()));
            }
        }
        """));

    [Fact]
    public Task In_a_hub_that_the_container_makes() => VerifyAsync(Program("app.MapHub<Chat>(\"/chat\");", """
        public class Chat(TimeProvider clock) : Microsoft.AspNetCore.SignalR.Hub
        {
            public void Send() { _ = Task.[|Run|](() => Console.WriteLine(clock)); }

            public void SendAll() { _ = Task.[|Run|](() => Console.WriteLine("all")); }
        }
        """), Program("app.MapHub<Chat>(\"/chat\");", """
        public class Chat(TimeProvider clock, IGracefulShutdown shutdown) : Microsoft.AspNetCore.SignalR.Hub
        {
            public void Send() { shutdown.Track("Send", Task.Run(() => Console.WriteLine(clock))); }

            public void SendAll() { shutdown.Track("SendAll", Task.Run(() => Console.WriteLine("all"))); }
        }
        """));

    [Fact]
    public Task No_fix_in_a_hub_whose_constructor_is_written_out()
    {
        var program = Program("", """
            public class Chat : Microsoft.AspNetCore.SignalR.Hub
            {
                private readonly TimeProvider _clock;

                public Chat(TimeProvider clock) => _clock = clock;

                public void Send() { _ = Task.[|Run|](() => Console.WriteLine(_clock)); }
            }
            """);
        return VerifyAsync(program, program);
    }

    [Fact]
    public Task In_a_controller_that_has_what_tracks_it() => VerifyAsync(Program("", """
        public class OrdersController(IGracefulShutdown draining) : ControllerBase
        {
            [HttpPost]
            public int Post()
            {
                _ = Task.[|Run|](() => Console.WriteLine());
                return draining.InFlightRequests;
            }
        }
        """), Program("", """
        public class OrdersController(IGracefulShutdown draining) : ControllerBase
        {
            [HttpPost]
            public int Post()
            {
                draining.Track("Post", Task.Run(() => Console.WriteLine()));
                return draining.InFlightRequests;
            }
        }
        """));

    [Theory]
    [InlineData("app.MapGet(\"/\", () => { ThreadPool.[|QueueUserWorkItem|](_ => { }); });")]
    [InlineData("app.MapGet(\"/\", () => { Task.Factory.[|StartNew|](async () => await SendAsync(\"\")); });")]
    public Task No_fix_without_a_task_of_the_work(string statement) => EndpointAsync(statement, statement);

    [Fact]
    public Task App_without_the_package_gets_it() => new AppFixTest<FireAndForgetAnalyzer, FireAndForgetFix>(ProjectKind.Web)
    {
        TestCode = """
            var builder = WebApplication.CreateBuilder(args);
            var app = builder.Build();
            app.MapPost("/orders", () => { _ = [|SendAsync|](); });
            app.MapPost("/reports", () => { _ = [|SendAsync|](); });
            app.Run();

            static async Task SendAsync() => await Task.Yield();
            """,
        FixedCode = """
            using ShutdownAnalyzers.Runtime;

            var builder = WebApplication.CreateBuilder(args);
            builder.AddGracefulShutdown();
            var app = builder.Build();
            app.UseDrain();
            app.MapPost("/orders", (IGracefulShutdown shutdown) => { shutdown.Track("SendAsync", SendAsync()); });
            app.MapPost("/reports", (IGracefulShutdown shutdown) => { shutdown.Track("SendAsync", SendAsync()); });
            app.Run();

            static async Task SendAsync() => await Task.Yield();
            """,
    }.VerifyAsync();

    [Fact]
    public Task No_fix_where_the_app_is_another_project()
    {
        var test = new AppFixTest<FireAndForgetAnalyzer, FireAndForgetFix>(ProjectKind.Web);
        test.TestState.OutputKind = OutputKind.DynamicallyLinkedLibrary;
        return test.VerifyNoFixAsync("""
            using Microsoft.AspNetCore.Mvc;

            public class OrdersController : ControllerBase
            {
                [HttpPost]
                public void Post()
                {
                    _ = Task.[|Run|](() => Console.WriteLine());
                }
            }
            """);
    }

    private static Task EndpointAsync(string statements, string fixedStatements) => VerifyAsync(Program(statements, ""), Program(fixedStatements, ""));

    private static Task VerifyAsync(string source, string fixedSource)
    {
        var test = new FixTest<FireAndForgetAnalyzer, FireAndForgetFix>(ProjectKind.Web) { TestCode = source, FixedCode = fixedSource };
        test.TestState.AdditionalReferences.Add(typeof(IGracefulShutdown).Assembly);
        test.FixedState.AdditionalReferences.Add(typeof(IGracefulShutdown).Assembly);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static string Program(string statements, string types) => $$"""
        #pragma warning disable CS4014, CS8321, CS8019
        using Microsoft.AspNetCore.Mvc;
        using ShutdownAnalyzers.Runtime;

        var builder = WebApplication.CreateBuilder(args);
        builder.AddGracefulShutdown();
        var app = builder.Build();
        {{statements}}
        app.Run();

        static Task SendAsync(string what) => Task.CompletedTask;
        static ValueTask<int> ReadAsync() => new(1);

        {{types}}
        """;
}
