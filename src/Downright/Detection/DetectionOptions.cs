namespace Downright.Detection;

/// <summary>What images are examined for, and how strictly.</summary>
public sealed record DetectionOptions
{
    /// <summary>The target sizes of the pipelines that the images go to; where there are none, they are searched for.</summary>
    public IReadOnlyList<ImageSize> Sizes { get; init; } = [];

    /// <summary>The scalers of these pipelines; where there are none, the vulnerable ones of the common libraries are tried.</summary>
    public IReadOnlyList<ScalerProfile> Scalers { get; init; } = [];

    /// <summary>The methods by name; where there are none, the recommended set. <see cref="DetectionMethods.All"/> lists them.</summary>
    /// <exception cref="ArgumentException">There is no such method.</exception>
    public IReadOnlyList<string> Methods
    {
        get;
        init
        {
            foreach (string name in value) _ = DetectionMethods.Named(name);
            field = value;
        }
    } = [];

    /// <summary>The share of benign images that may be called an attack, above 0 and below 1; 0.01 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is out of range.</exception>
    public double FalsePositiveRate
    {
        get;
        init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The false-positive rate lies between 0 and 1.");
    } = 0.01;

    /// <summary>The thresholds; null for those that ship with the library.</summary>
    public DetectionThresholds? Thresholds { get; init; }

    /// <summary>Whether the hidden image is to be shown; the verdict needs it not.</summary>
    public bool Reveal { get; init; }

    /// <summary>Whether a map of the changes is to be drawn; the verdict needs it not.</summary>
    public bool Heatmap { get; init; }
}
