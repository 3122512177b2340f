using Downright.Prevention;
using ImageMagick;

namespace Downright.Adapters.Magick;

/// <summary>The one safe call, for Magick.NET's images.</summary>
public static class SafeImageResizing
{
    /// <summary>
    /// Scales an image in place, as Magick.NET's own <c>Resize</c> does, so that what comes out shows what people see in it.
    /// Unlike that one it keeps no aspect ratio. Profiles, density and the other attributes stay.
    /// </summary>
    /// <param name="image">An image in grey (without alpha), RGB or RGBA.</param>
    /// <param name="width">The target width in pixels, at least 1.</param>
    /// <param name="height">The target height in pixels, at least 1.</param>
    /// <param name="options">Scaler, method and details; null for <c>opencv:linear</c> behind the selective median filter.</param>
    /// <exception cref="ArgumentException">The image has other channels.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A side is less than 1.</exception>
    public static void ResizeSafely(this IMagickImage<byte> image, int width, int height, PreventionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        PixelImage<byte> safe;
        using (IUnsafePixelCollection<byte> pixels = image.GetPixelsUnsafe())
            safe = MagickPixels.Of(image, pixels).ResizeSafely(width, height, options);

        // Sampling is the cheapest way to another size that keeps what belongs to the image; its pixels are replaced.
        image.Sample(MagickPixels.Exactly(safe.Size));
        using (IUnsafePixelCollection<byte> pixels = image.GetPixelsUnsafe()) pixels.SetPixels(safe.Pixels.Span);
    }
}
