using Downright.Prevention;
using NetVips;

namespace Downright.Adapters.Vips;

/// <summary>The one safe call, for NetVips' images.</summary>
public static class SafeImageResizing
{
    /// <summary>Scales an image so that what comes out shows what people see in it.</summary>
    /// <param name="image">
    /// An image of 8 bits a band and one, three or four bands; it stays as it is. It is computed once, into libvips' memory,
    /// and read there.
    /// </param>
    /// <param name="width">The target width in pixels, at least 1.</param>
    /// <param name="height">The target height in pixels, at least 1.</param>
    /// <param name="options">Scaler, method and details; null for <c>opencv:linear</c> behind the selective median filter.</param>
    /// <returns>An image with the same interpretation, colour profile and orientation, which the caller disposes.</returns>
    /// <exception cref="ArgumentException">The image is of another format.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A side is less than 1.</exception>
    /// <exception cref="VipsException">libvips could not compute the image.</exception>
    public static Image ResizeSafely(this Image image, int width, int height, PreventionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        PixelFormat format = VipsPixels.FormatOf(image);
        using var pixels = new VipsPixels(image);
        PixelImage<byte> safe = pixels.Image(format).ResizeSafely(width, height, options);
        return VipsPixels.ToVips(safe, image);
    }
}
