using Downright.Prevention;
using Microsoft.ML.Data;

namespace Downright.Adapters.MLNet;

/// <summary>The one safe call, for ML.NET's images.</summary>
public static class SafeImageResizing
{
    /// <summary>Scales an image so that what comes out shows what people see in it. Its pixels are read in place.</summary>
    /// <param name="image">An image of 32 bits a pixel; it stays as it is.</param>
    /// <param name="width">The target width in pixels, at least 1.</param>
    /// <param name="height">The target height in pixels, at least 1.</param>
    /// <param name="options">Scaler, method and details; null for <c>opencv:linear</c> behind the selective median filter.</param>
    /// <returns>An image of the same pixel format and tag, which the caller disposes.</returns>
    /// <exception cref="ArgumentException">The image is of another pixel format.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A side is less than 1.</exception>
    public static unsafe MLImage ResizeSafely(this MLImage image, int width, int height, PreventionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        PixelFormat format = MLPixels.FormatOf(image);
        PixelImage<byte> safe;
        fixed (byte* pixels = image.Pixels)
        {
            safe = NativePixels.Image((nint)pixels, new ImageSize(image.Width, image.Height), format, (long)image.Width * format.Channels())
                .ResizeSafely(width, height, options);
        }

        GC.KeepAlive(image);
        MLImage result = MLImage.CreateFromPixels(width, height, image.PixelFormat, safe.Pixels.Span);
        result.Tag = image.Tag;
        return result;
    }
}
