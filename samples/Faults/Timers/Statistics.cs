/// <summary>A timer that belongs to nobody, so nobody stops it.</summary>
internal static class Statistics
{
    internal static readonly Timer Flush = new(_ => Console.WriteLine("flush"), null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
}
