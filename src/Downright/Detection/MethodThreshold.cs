namespace Downright.Detection;

/// <summary>What benign images score by one method, for one target size and one family of scalers.</summary>
public sealed record MethodThreshold
{
    /// <summary>The method's name.</summary>
    public required string Method { get; init; }

    /// <summary>The scalers' algorithm; null for any, and for methods that need no scaler.</summary>
    public ScalerAlgorithm? Family { get; init; }

    /// <summary>The target size; null for any, and for methods that need none.</summary>
    public ImageSize? Size { get; init; }

    /// <summary>How many benign images it rests on; with several scalers of the family each has as many scores.</summary>
    public required int Images { get; init; }

    /// <summary>The share of benign scores that are 1, the highest there is, 0–1: no threshold holds the method to a lower rate.</summary>
    public double Saturated { get; init; }

    /// <summary>The thresholds, by falling false-positive rate and so by rising score.</summary>
    public required IReadOnlyList<ThresholdLevel> Levels { get; init; }

    /// <summary>The threshold at a false-positive rate: between two levels the line between them over the rate's logarithm.</summary>
    /// <param name="falsePositiveRate">The rate, above 0 and below 1.</param>
    /// <returns>The threshold; null where the rate is lower than the lowest calibrated one, or than the share of benign scores that are 1.</returns>
    public ThresholdLevel? At(double falsePositiveRate)
    {
        ThresholdLevel? above = null;
        if (Saturated > falsePositiveRate) return null;
        foreach (ThresholdLevel level in Levels)
        {
            if (level.FalsePositiveRate <= falsePositiveRate) return above is null || level.FalsePositiveRate == falsePositiveRate ? level : Between(above, level, falsePositiveRate);
            above = level;
        }

        return null;
    }

    /// <summary>Why there is no threshold at a rate.</summary>
    internal string WhyNone(double rate) =>
        Saturated > rate ? FormattableString.Invariant($"no threshold holds it to a false-positive rate of {rate}: {Saturated:0.0000} of the benign scores are the highest there is")
        : Levels is [] ? "no threshold was calibrated"
        : FormattableString.Invariant($"no threshold was calibrated for a false-positive rate of {rate}: the lowest is {Levels[^1].FalsePositiveRate}");

    private static ThresholdLevel Between(ThresholdLevel above, ThresholdLevel below, double rate)
    {
        double share = Math.Log(above.FalsePositiveRate / rate) / Math.Log(above.FalsePositiveRate / below.FalsePositiveRate);
        return new ThresholdLevel(rate, Mix(above.Score, below.Score), Mix(above.Low, below.Low), Mix(above.High, below.High), below.Extrapolated);

        double Mix(double from, double to) => from + (share * (to - from));
    }
}
