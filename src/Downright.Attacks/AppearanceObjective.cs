namespace Downright.Attacks;

/// <summary>Objective O2: how much the attack image looks like the source image.</summary>
public sealed record AppearanceObjective
{
    /// <summary>The peak signal-to-noise ratio in dB; infinite for equal images.</summary>
    public required double PsnrDb { get; init; }

    /// <summary>The structural similarity, at most 1; null for images with a side below 11 pixels.</summary>
    public required double? Ssim { get; init; }

    /// <summary>The share of the pixels that were changed, in any channel, 0–1.</summary>
    public required double L0Fraction { get; init; }

    /// <summary>The sum of all changes in grey levels.</summary>
    public required double L1 { get; init; }

    /// <summary>The Euclidean norm of the change in grey levels.</summary>
    public required double L2 { get; init; }

    /// <summary>The largest change of a sample in grey levels.</summary>
    public required int Linf { get; init; }
}
