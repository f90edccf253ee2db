namespace ShutdownAnalyzers.Load;

/// <summary>What the customers of the sample shop do, all at once.</summary>
public static class ShopTraffic
{
    private static readonly Request s_browse = new("GET", "/products");
    private static readonly Request s_look = new("GET", "/products/tea-03");
    private static readonly Request s_order = new("POST", "/orders", OrderJson);
    private static readonly Request s_checkout = new("POST", "/checkout", OrderJson);
    private static readonly Request s_report = new("GET", "/reports/prices");

    /// <summary>32 clients on kept-alive connections, 32 with a connection for each request, 12 that wait seconds for an answer.</summary>
    public static IReadOnlyList<ClientGroup> Groups { get; } =
    [
        new("kept alive, no pause", 8, s_browse, s_order),
        new("kept alive, short pauses", 12, s_look, s_order) { ThinkTime = (1, 20) },
        new("kept alive, long pauses", 12, s_browse, s_look, s_order) { ThinkTime = (100, 900) },
        new("new connection each time", 16, s_browse, s_order) { KeepAlive = false, ThinkTime = (1, 10) },
        new("new connection, sends late", 16, s_look, s_order) { KeepAlive = false, WaitAfterConnect = 1, ThinkTime = (1, 10) },
        new("slow checkouts", 8, s_checkout),
        new("slow reports", 4, s_report),
    ];

    private static string OrderJson(Guid id) => $$"""{"id":"{{id}}","sku":"tea-03","quantity":1}""";
}
