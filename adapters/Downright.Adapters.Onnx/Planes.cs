namespace Downright.Adapters.Onnx;

/// <summary>Between interleaved pixels and one plane a channel.</summary>
internal static class Planes
{
    public static T[] Of<T>(PixelImage<T> image)
        where T : unmanaged
    {
        T[] pixels = image.ToArray();
        var planes = new T[pixels.Length];
        FromPixels<T>(pixels, image.Channels, planes);
        return planes;
    }

    public static void FromPixels<T>(ReadOnlySpan<T> pixels, int channels, Span<T> planes)
    {
        int plane = pixels.Length / channels;
        for (int i = 0; i < pixels.Length; i++) planes[(i % channels * plane) + (i / channels)] = pixels[i];
    }

    public static T[] ToPixels<T>(ReadOnlySpan<T> planes, int channels)
    {
        var pixels = new T[planes.Length];
        int plane = planes.Length / channels;
        for (int i = 0; i < pixels.Length; i++) pixels[i] = planes[(i % channels * plane) + (i / channels)];
        return pixels;
    }
}
