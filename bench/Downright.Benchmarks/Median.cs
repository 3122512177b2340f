namespace Downright.Benchmarks;

/// <summary>What half of the values do not exceed.</summary>
internal static class Median
{
    /// <summary>The median; of an even number the upper one.</summary>
    public static double Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
