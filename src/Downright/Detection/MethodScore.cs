namespace Downright.Detection;

/// <summary>What one detection method says of one image: a score, or the reason why there is none.</summary>
public sealed record MethodScore
{
    /// <summary>The method, such as <c>down-and-up-psnr</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The score, 0–1, larger is more suspicious; null where the method has none.</summary>
    public double? Score { get; init; }

    /// <summary>The value as the literature gives it, in its own units and direction; null where there is no score.</summary>
    public double? RawValue { get; init; }

    /// <summary>Why there is no score, or no threshold for it; null otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>The score from which on the image counts as an attack image; null where none was calibrated.</summary>
    public double? Threshold { get; init; }

    /// <summary>The share of benign images that reach the threshold, 0–1; null where there is no threshold.</summary>
    public double? FalsePositiveRate { get; init; }

    /// <summary>Whether the threshold rests on a fitted tail rather than on enough benign images.</summary>
    public bool IsExtrapolated { get; init; }

    /// <summary>The target size that was scored; null for methods that need none.</summary>
    public ImageSize? Size { get; init; }

    /// <summary>The scaler that was scored; null for methods that need none.</summary>
    public ScalerProfile? Scaler { get; init; }

    /// <summary>Whether the score reaches its threshold.</summary>
    public bool IsSuspicious => Score >= Threshold;

    /// <summary>How far the score lies above its threshold in logits, so that methods and families compare; null where there is none.</summary>
    internal double? Excess => Logit.Of(Score) - Logit.Of(Threshold);

    /// <summary>Name, score and threshold, or the reason.</summary>
    public override string ToString() => Score is { } score ? FormattableString.Invariant($"{Name}: {score:0.0000} of {Threshold:0.0000}") : $"{Name}: {Reason}";
}
