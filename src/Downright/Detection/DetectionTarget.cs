namespace Downright.Detection;

/// <summary>What an image is feared to be an attack on.</summary>
/// <param name="Size">The size that the model's pipeline scales images to; null if unknown.</param>
/// <param name="Scaler">What it scales with; null if unknown.</param>
public sealed record DetectionTarget(ImageSize? Size = null, ScalerProfile? Scaler = null)
{
    /// <summary>Scaler and size, such as <c>opencv:linear to 224x224</c>.</summary>
    public override string ToString() => $"{Scaler?.Name ?? "any scaler"} to {Size?.ToString() ?? "any size"}";
}
