using ShutdownAnalyzers.Load;

namespace Tour;

/// <summary>One half of the tour: what the build said of the shop, and what the shop did under load when it was told to stop.</summary>
internal sealed record Half(int Warnings, ShopTrial Trial)
{
    public bool IsClean => Warnings == 0 && Trial.LostNothing;
}
