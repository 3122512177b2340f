namespace Downright.Detection;

/// <summary>What an image is feared to be an attack on.</summary>
/// <param name="Size">The size that the model's pipeline scales images to; null if unknown.</param>
/// <param name="Scaler">What it scales with; null if unknown.</param>
public sealed record DetectionTarget(ImageSize? Size = null, ScalerProfile? Scaler = null)
{
    /// <summary>Every size with every scaler of some options; one that knows neither where there are none.</summary>
    internal static IEnumerable<DetectionTarget> All(DetectionOptions options) =>
        from size in options.Sizes.Select(size => (ImageSize?)size).DefaultIfEmpty()
        from scaler in options.Scalers.DefaultIfEmpty()
        select new DetectionTarget(size, scaler);

    /// <summary>Scaler and size, such as <c>opencv:linear to 224x224</c>.</summary>
    public override string ToString() => $"{Scaler?.Name ?? "any scaler"} to {Size?.ToString() ?? "any size"}";
}
