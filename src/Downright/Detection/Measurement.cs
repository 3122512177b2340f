namespace Downright.Detection;

/// <summary>A score with the value that it was made of, or the reason why there is none.</summary>
internal readonly record struct Measurement
{
    private Measurement(double? score, double? rawValue, string? reason)
    {
        Score = score;
        RawValue = rawValue;
        Reason = reason;
    }

    public double? Score { get; }

    public double? RawValue { get; }

    public string? Reason { get; }

    /// <summary>What the method found the image to attack; null where it was told.</summary>
    public DetectionTarget? Found { get; init; }

    public static Measurement None(string reason) => new(null, null, reason);

    /// <summary>A value that is already a share, 0–1, larger for attack images.</summary>
    public static Measurement Share(double rawValue, double unit = 1) => new(Math.Clamp(rawValue / unit, 0, 1), rawValue, null);

    /// <summary>A similarity, at most 1, smaller for attack images; <paramref name="least"/> and below score 1.</summary>
    public static Measurement Similarity(double rawValue, double least) => new(Math.Clamp((1 - rawValue) / (1 - least), 0, 1), rawValue, null);

    /// <summary>A value from 0 without an upper end, larger for attack images; <paramref name="half"/> scores ½.</summary>
    public static Measurement Growing(double rawValue, double half) =>
        new(double.IsPositiveInfinity(rawValue) ? 1 : rawValue / (rawValue + half), rawValue, null);

    /// <summary>A value from 0 without an upper end, smaller for attack images; <paramref name="half"/> scores ½.</summary>
    public static Measurement Falling(double rawValue, double half) =>
        new(double.IsPositiveInfinity(rawValue) ? 0 : half / (rawValue + half), rawValue, null);
}
