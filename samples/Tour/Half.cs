using ShutdownAnalyzers.Load;

namespace Tour;

/// <summary>One half of the tour: the shop as it was built, and what it did under load when it was told to stop.</summary>
internal sealed record Half(int Warnings, ShopTrial Trial)
{
    public bool IsClean => Warnings == 0 && Trial.LostNothing;
}
