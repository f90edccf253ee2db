namespace Shop.Catalogue;

/// <summary>Keeps the catalogue in memory and loads it anew every few seconds.</summary>
public sealed class CatalogueCache : IDisposable
{
    private readonly Timer _refresh;
    private volatile IReadOnlyDictionary<string, Product> _products = Load();

    public CatalogueCache(IConfiguration configuration)
    {
        var interval = TimeSpan.FromSeconds(configuration.GetValue("Catalogue:RefreshSeconds", 5));
        _refresh = new Timer(_ => _products = Load(), null, interval, interval);
    }

    public IEnumerable<Product> All => _products.Values;

    public Product? Find(string sku) => _products.GetValueOrDefault(sku);

    private static Dictionary<string, Product> Load() =>
        new(StringComparer.OrdinalIgnoreCase)
        {
            ["tea-01"] = new("tea-01", "Assam, second flush", 8.90m),
            ["tea-02"] = new("tea-02", "Darjeeling, first flush", 14.50m),
            ["tea-03"] = new("tea-03", "Gyokuro", 27.00m),
            ["pot-01"] = new("pot-01", "Cast iron pot", 49.00m),
            ["cup-01"] = new("cup-01", "Porcelain cup", 12.00m),
        };

    public void Dispose() => _refresh.Dispose();
}
