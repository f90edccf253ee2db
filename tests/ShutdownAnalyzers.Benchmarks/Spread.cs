namespace ShutdownAnalyzers.Benchmarks;

/// <summary>Where the middle of some figures lies, and the half of them around it.</summary>
internal readonly record struct Spread(double LowerQuartile, double Median, double UpperQuartile)
{
    public static Spread Of(IEnumerable<double> figures)
    {
        double[] sorted = [.. figures.Order()];
        return new(sorted[sorted.Length / 4], sorted[sorted.Length / 2], sorted[sorted.Length * 3 / 4]);
    }

    public string ToString(string format) => $"{Median.ToString(format)} ({LowerQuartile.ToString(format)} to {UpperQuartile.ToString(format)})";
}
