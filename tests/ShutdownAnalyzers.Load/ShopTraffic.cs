namespace ShutdownAnalyzers.Load;

/// <summary>What the customers of the sample shop do, all at once.</summary>
public static class ShopTraffic
{
    private static readonly Request Browse = new("GET", "/products");
    private static readonly Request Look = new("GET", "/products/tea-03");
    private static readonly Request Order = new("POST", "/orders", OrderJson);
    private static readonly Request Checkout = new("POST", "/checkout", OrderJson);
    private static readonly Request Report = new("GET", "/reports/prices");

    /// <summary>32 clients on kept-alive connections, 32 with a connection for each request, 12 that wait seconds for an answer.</summary>
    public static IReadOnlyList<ClientGroup> Groups { get; } =
    [
        new("kept alive, no pause", 8, Browse, Order),
        new("kept alive, short pauses", 12, Look, Order) { ThinkTime = (1, 20) },
        new("kept alive, long pauses", 12, Browse, Look, Order) { ThinkTime = (100, 900) },
        new("new connection each time", 16, Browse, Order) { KeepAlive = false, ThinkTime = (1, 10) },
        new("new connection, sends late", 16, Look, Order) { KeepAlive = false, WaitAfterConnect = 1, ThinkTime = (1, 10) },
        new("slow checkouts", 8, Checkout),
        new("slow reports", 4, Report),
    ];

    private static string OrderJson(Guid id) => $$"""{"id":"{{id}}","sku":"tea-03","quantity":1}""";
}
