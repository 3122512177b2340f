namespace Downright.Vetting;

/// <summary>What was found about a scaler at one pair of sizes.</summary>
public sealed record GeometryVerdict
{
    /// <summary>The pair of sizes.</summary>
    public required ScalingGeometry Geometry { get; init; }

    /// <summary>The verdict at these sizes.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Why, in words; at least one.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>The numbers; null where the scaler has no linear separable model, or failed.</summary>
    public ScalerMeasures? Measures { get; init; }

    /// <summary>
    /// The largest difference, in grey levels, between the scaler's outputs and those of its linear separable model on
    /// random and photo-like images; null where the scaler failed.
    /// </summary>
    public double? LinearityResidual { get; init; }

    /// <summary>Sizes, verdict and reasons.</summary>
    public override string ToString() => $"{Geometry}: {Verdict}, {string.Join("; ", Reasons)}";
}
