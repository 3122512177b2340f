namespace Downright.Prevention;

/// <summary>The one safe call.</summary>
public static class SafeResizing
{
    /// <summary>Scales an image so that what comes out shows what people see in the source.</summary>
    /// <param name="image">The source image, of any size and pixel format.</param>
    /// <param name="width">The target width in pixels, at least 1.</param>
    /// <param name="height">The target height in pixels, at least 1.</param>
    /// <param name="options">Scaler, method and details; null for <c>opencv:linear</c> behind the selective median filter.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is less than 1.</exception>
    public static PixelImage<byte> ResizeSafely(this PixelImage<byte> image, int width, int height, PreventionOptions? options = null) =>
        new SafeScaler(options).Scale(image, new ImageSize(width, height));
}
