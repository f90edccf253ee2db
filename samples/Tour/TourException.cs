namespace Tour;

/// <summary>The tour cannot go on. The message names the thing, the reason and the way out.</summary>
internal sealed class TourException(string message) : Exception(message);
