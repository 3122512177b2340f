namespace Downright.Tests.Files;

/// <summary>Small images with distinct pixels.</summary>
internal static class TestPixels
{
    public static PixelImage<byte> Noise(int width, int height, PixelFormat format, int seed = 1)
    {
        var samples = new byte[width * height * format.Channels()];
        new Random(seed).NextBytes(samples);
        return new PixelImage<byte>(samples, new ImageSize(width, height), format);
    }

    /// <summary>A gradient that JPEG keeps to within a few grey levels.</summary>
    public static PixelImage<byte> Gradient(int width, int height, PixelFormat format)
    {
        int channels = format.Channels();
        var samples = new byte[width * height * channels];
        for (int i = 0; i < samples.Length; i++)
        {
            int pixel = i / channels, x = pixel % width, y = pixel / width;
            samples[i] = (i % channels) switch
            {
                0 => (byte)(255 * x / Math.Max(1, width - 1)),
                1 => (byte)(255 * y / Math.Max(1, height - 1)),
                2 => (byte)(255 * (x + y) / Math.Max(1, width + height - 2)),
                _ => 255,
            };
        }

        return new PixelImage<byte>(samples, new ImageSize(width, height), format);
    }
}
