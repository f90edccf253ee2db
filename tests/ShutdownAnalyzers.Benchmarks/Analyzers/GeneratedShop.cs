namespace ShutdownAnalyzers.Benchmarks.Analyzers;

/// <summary>
/// The sources of a web app of any size, mixed like a real one: mostly services and models, some controllers, few timers and
/// background services, one entry point. One timer in ten is never disposed, so that there is something to find.
/// No lambda within a lambda, and no namespace of a thousand types: binding the one by every overload, and looking for extension
/// methods in the other, would be most of what is measured.
/// </summary>
internal static class GeneratedShop
{
    public static IEnumerable<(string Path, string Text)> Files(int count)
    {
        yield return ("Program.cs", EntryPoint(count));
        for (var i = 1; i < count; i++)
            yield return (i % 20) switch
            {
                0 => ($"Background/Worker{i}.cs", Worker(i)),
                1 => ($"Caching/Cache{i}.cs", Cache(i)),
                < 5 => ($"Controllers/Orders{i}Controller.cs", Controller(i)),
                < 9 => ($"Models/Order{i}.cs", Model(i)),
                _ => ($"Services/OrderService{i}.cs", Service(i)),
            };
    }

    private static string Area(int i) => $"Shop.Area{i / 100}";

    private static string EntryPoint(int count) => $"""
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddControllers();
        builder.Services.AddHostedService<Shop.Area0.Background.Worker20>();
        builder.Services.AddSingleton<Shop.Area0.Caching.Cache1>();
        {string.Concat(Enumerable.Range(9, Math.Min(count - 9, 11)).Select(static i => $"builder.Services.AddScoped<{Area(i)}.Services.OrderService{i}>();\n"))}
        var app = builder.Build();
        app.UseRouting();
        app.MapControllers();
        app.MapGet("/health", () => Results.Ok());
        app.Run();
        """;

    private static string Worker(int i) => $$"""
        namespace {{Area(i)}}.Background;

        public sealed class Worker{{i}}(ILogger<Worker{{i}}> logger) : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                using var timer = new PeriodicTimer(TimeSpan.FromSeconds({{i % 60 + 1}}));
                while (await timer.WaitForNextTickAsync(stoppingToken))
                    logger.LogInformation("Tick {Worker}", {{i}});
            }
        }
        """;

    private static string Cache(int i) => $$"""
        namespace {{Area(i)}}.Caching;

        public sealed class Cache{{i}}{{(i % 200 == 1 ? "" : " : IDisposable")}}
        {
            private readonly Dictionary<string, decimal> _prices = [];
            private readonly Timer _timer;

            public Cache{{i}}() => _timer = new Timer(_ => Refresh(), null, TimeSpan.Zero, TimeSpan.FromMinutes(1));

            public decimal? Price(string sku) => _prices.TryGetValue(sku, out var price) ? price : null;

            public bool Postpone() => _timer.Change(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(1));

            private void Refresh()
            {
                foreach (var sku in _prices.Keys.ToArray())
                    _prices[sku] = Math.Round(_prices[sku] * 1.01m, 2);
            }
            {{(i % 200 == 1 ? "" : "public void Dispose() => _timer.Dispose();")}}
        }
        """;

    private static string Controller(int i) => $$"""
        using Microsoft.AspNetCore.Mvc;

        namespace {{Area(i)}}.Controllers;

        [ApiController]
        [Route("orders{{i}}")]
        public sealed class Orders{{i}}Controller(ILogger<Orders{{i}}Controller> logger) : ControllerBase
        {
            private static readonly List<string> s_orders = [];

            [HttpGet]
            public ActionResult<IReadOnlyList<string>> List([FromQuery] int skip = 0, [FromQuery] int take = 20) =>
                Ok(s_orders.Skip(skip).Take(take).ToList());

            [HttpGet("{id}")]
            public ActionResult<string> Get(string id) =>
                s_orders.Find(order => order == id) is { } order ? Ok(order) : NotFound();

            [HttpPost]
            public async Task<IActionResult> Create([FromBody] string order, CancellationToken cancellationToken)
            {
                if (string.IsNullOrWhiteSpace(order))
                    return BadRequest("An order needs a name.");

                await Task.Delay(10, cancellationToken);
                s_orders.Add(order);
                logger.LogInformation("Created {Order}", order);
                return CreatedAtAction(nameof(Get), new { id = order }, order);
            }
        }
        """;

    private static string Model(int i) => $$"""
        namespace {{Area(i)}}.Models;

        public sealed record Line{{i}}(string Sku, int Quantity, decimal Price)
        {
            public decimal Total => Quantity * Price;
        }

        public sealed class Order{{i}}
        {
            public Guid Id { get; init; } = Guid.NewGuid();

            public DateTimeOffset Placed { get; set; }

            public List<Line{{i}}> Lines { get; } = [];

            public string? Note { get; set; }

            public decimal Total => Lines.Sum(static line => line.Total);

            public bool IsEmpty => Lines.Count == 0;

            public override string ToString() => $"{Id:N} {Placed:O} {Total:F2} {Note ?? "-"}";
        }
        """;

    private static string Service(int i) => $$"""
        namespace {{Area(i)}}.Services;

        public sealed class OrderService{{i}}(ILogger<OrderService{{i}}> logger)
        {
            private readonly Dictionary<Guid, {{Area(i)}}.Models.Order{{i - i % 20 + 5}}> _orders = [];
            private readonly SemaphoreSlim _gate = new(1, 1);

        {{string.Concat(Enumerable.Range(0, 4).Select(Method))}}
        }
        """;

    private static string Method(int n) => $$"""
            public async Task<decimal> Settle{{n}}Async(IEnumerable<Guid> ids, CancellationToken cancellationToken)
            {
                await _gate.WaitAsync(cancellationToken);
                try
                {
                    var total = 0m;
                    foreach (var id in ids.Distinct().OrderBy(id => id))
                    {
                        if (!_orders.TryGetValue(id, out var order))
                        {
                            logger.LogWarning("No order {Id}", id);
                            continue;
                        }

                        var discount = order.Lines.Count switch { 0 => 0m, < 5 => 0.02m, < 10 => 0.05m, _ => 0.1m };
                        total += order.Lines.Where(line => line.Quantity > {{n}}).Select(line => line.Total * (1 - discount)).Sum();
                        order.Note = string.Join(", ", order.Lines.Select(line => line.Sku).Distinct());
                    }

                    return Math.Round(total, 2, MidpointRounding.AwayFromZero);
                }
                finally
                {
                    _gate.Release();
                }
            }


        """;
}
