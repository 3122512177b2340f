using Downright.Prevention;
using SkiaSharp;

namespace Downright.Adapters.Skia;

/// <summary>The one safe call, for SkiaSharp's bitmaps.</summary>
public static class SafeBitmapResizing
{
    /// <summary>Scales a bitmap so that what comes out shows what people see in it. Its pixels are read in place.</summary>
    /// <param name="bitmap">
    /// A bitmap of <c>Rgba8888</c>, <c>Bgra8888</c>, <c>Rgb888x</c>, <c>Gray8</c> or <c>Alpha8</c>, subsets included, alpha
    /// premultiplied or not; it stays as it is.
    /// </param>
    /// <param name="width">The target width in pixels, at least 1.</param>
    /// <param name="height">The target height in pixels, at least 1.</param>
    /// <param name="options">Scaler, method and details; null for <c>opencv:linear</c> behind the selective median filter.</param>
    /// <returns>A bitmap of the same colour type, alpha type and colour space, which the caller disposes.</returns>
    /// <exception cref="ArgumentException">The bitmap is empty, or of another colour type.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A side is less than 1.</exception>
    public static SKBitmap ResizeSafely(this SKBitmap bitmap, int width, int height, PreventionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(bitmap);
        PixelImage<byte> safe = BitmapPixels.Of(bitmap).ResizeSafely(width, height, options);
        GC.KeepAlive(bitmap);
        var result = new SKBitmap(bitmap.Info.WithSize(width, height));
        BitmapPixels.Fill(result, safe);
        return result;
    }
}
