/// <summary>A singleton that the container would dispose, were there anything to dispose.</summary>
internal sealed class PriceCache
{
    private readonly Timer _refresh;
    private string _prices = "";

    public PriceCache() => _refresh = new Timer(_ => _prices = DateTimeOffset.UtcNow.ToString("O"), null, TimeSpan.Zero, TimeSpan.FromMinutes(1));

    public override string ToString() => _prices;
}
