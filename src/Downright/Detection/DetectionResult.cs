namespace Downright.Detection;

/// <summary>What detection says of an image, and why.</summary>
public sealed record DetectionResult
{
    /// <summary>Clean, or an attack.</summary>
    public required DetectionVerdict Verdict { get; init; }

    /// <summary>The combined score, 0–1, larger is more suspicious; null where no method had a score.</summary>
    public double? Score { get; init; }

    /// <summary>The score from which on the verdict is attack; null where no method could judge the image.</summary>
    public double? Threshold { get; init; }

    /// <summary>The share of benign images that reach any one method's threshold for one target, 0–1.</summary>
    public required double FalsePositiveRate { get; init; }

    /// <summary>Why no method could judge the image; null where one did.</summary>
    public string? Reason { get; init; }

    /// <summary>Every method's score for every size and scaler, or its reason for having none.</summary>
    public required IReadOnlyList<MethodScore> Methods { get; init; }

    /// <summary>The target size of the attack, given or searched for; null for clean images.</summary>
    public ImageSize? EstimatedSize { get; init; }

    /// <summary>The scaler of the attack, given or searched for: kernels of one kind differ little; null for clean images.</summary>
    public ScalerProfile? EstimatedScaler { get; init; }

    /// <summary>Where the image was changed; empty for clean images.</summary>
    public IReadOnlyList<DetectionRegion> Regions { get; init; } = [];

    /// <summary>The hidden image, as the estimated scaler shows it to the model; null unless asked for, and for clean images.</summary>
    public PixelImage<byte>? Revealed { get; init; }

    /// <summary>How much each part of the image deviates, in grey levels at the image's size; null unless asked for, and for clean images.</summary>
    public PixelImage<byte>? Heatmap { get; init; }
}
