namespace Downright.Adapters.Tests;

/// <summary>Random pixels, the same for the same seed.</summary>
internal static class Noise
{
    public static PixelImage<byte> Of(PixelFormat format, int width = 173, int height = 131, int seed = 1)
    {
        var samples = new byte[width * height * format.Channels()];
        new Random(seed).NextBytes(samples);

        // Premultiplied colours are at most their alpha.
        if (format.IsPremultiplied())
        {
            for (int i = 0; i < samples.Length; i++) samples[i] = Math.Min(samples[i], samples[i | 3]);
        }

        return new PixelImage<byte>(samples, new ImageSize(width, height), format);
    }
}
