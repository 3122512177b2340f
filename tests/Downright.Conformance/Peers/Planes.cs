namespace Downright.Conformance.Peers;

/// <summary>Between interleaved pixels and one plane a channel.</summary>
internal static class Planes
{
    public static T[] Of<T>(PixelImage<T> image)
        where T : unmanaged
    {
        T[] pixels = image.ToArray();
        var planes = new T[pixels.Length];
        int plane = pixels.Length / image.Channels;
        for (int i = 0; i < pixels.Length; i++) planes[(i % image.Channels * plane) + (i / image.Channels)] = pixels[i];
        return planes;
    }

    public static T[] ToPixels<T>(ReadOnlySpan<T> planes, int channels)
    {
        var pixels = new T[planes.Length];
        int plane = planes.Length / channels;
        for (int i = 0; i < pixels.Length; i++) pixels[i] = planes[(i % channels * plane) + (i / channels)];
        return pixels;
    }
}
