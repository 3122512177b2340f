using Downright.Scaling;

namespace Downright.Detection;

/// <summary>An image under examination for one target: what several methods need is made once, when it is first asked for.</summary>
/// <param name="image">The image.</param>
/// <param name="target">What it is feared to attack.</param>
/// <param name="scalers">Compiled scalers.</param>
/// <param name="cancellation">Stops the examination.</param>
internal sealed class Examination(PixelImage<byte> image, DetectionTarget target, ScalerCache scalers, CancellationToken cancellation)
{
    private PixelImage<byte>? _scaled;
    private PixelImage<byte>? _roundTrip;

    public PixelImage<byte> Image => image;

    public DetectionTarget Target => target;

    public CancellationToken Cancellation => cancellation;

    /// <summary>The target size, which the method that asks needs.</summary>
    public ImageSize Size => target.Size!.Value;

    /// <summary>The target's scaler, which the method that asks needs.</summary>
    public ScalerProfile Scaler => target.Scaler!;

    /// <summary>The image as the model sees it.</summary>
    public PixelImage<byte> Scaled => _scaled ??= ScalerTo(image.Size, Size).Scale(image, Size);

    /// <summary>The image as the model sees it, scaled back to its own size by the same scaler.</summary>
    public PixelImage<byte> RoundTrip => _roundTrip ??= ScalerTo(Size, image.Size).Scale(Scaled, image.Size);

    private ProfileScaler ScalerTo(ImageSize from, ImageSize to) => scalers.Get(Scaler, from, to);
}
