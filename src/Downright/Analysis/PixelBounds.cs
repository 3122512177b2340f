namespace Downright.Analysis;

internal static class PixelBounds
{
    /// <summary>Throws where an image of this size has no pixel (x, y).</summary>
    public static void ThrowIfOutside(this ImageSize size, int x, int y)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        ArgumentOutOfRangeException.ThrowIfNegative(y);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(x, size.Width);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(y, size.Height);
    }
}
