namespace Downright.Tests.Reference;

/// <summary>Pictures that tests draw for themselves.</summary>
internal static class Pictures
{
    /// <summary>Independent random samples, in rows <paramref name="padding"/> samples longer than they need be.</summary>
    public static PixelImage<byte> Noise(ImageSize size, PixelFormat format, int seed, int padding = 0)
    {
        int stride = (size.Width * format.Channels()) + padding;
        var samples = new byte[stride * size.Height];
        new Random(seed).NextBytes(samples);
        return new PixelImage<byte>(samples, size, format, stride);
    }

    /// <summary>Slow waves with a little grain, so that neighbours resemble each other as in a photo.</summary>
    public static PixelImage<byte> Waves(ImageSize size, int seed = 1)
    {
        var random = new Random(seed);
        return Draw(size, (x, y) => 128 + (60 * Math.Sin(x * 7.0 / size.Width)) + (40 * Math.Cos(y * 5.0 / size.Height)) + random.Next(-6, 7));
    }

    /// <summary>Black and white stripes, each <paramref name="width"/> columns wide.</summary>
    public static PixelImage<byte> Stripes(ImageSize size, int width) => Draw(size, (x, _) => x / width % 2 * 255);

    public static PixelImage<byte> Draw(ImageSize size, Func<int, int, double> grey)
    {
        var samples = new byte[size.Width * size.Height];
        for (int y = 0; y < size.Height; y++)
            for (int x = 0; x < size.Width; x++)
                samples[(y * size.Width) + x] = (byte)Math.Clamp(Math.Round(grey(x, y)), 0, 255);
        return new PixelImage<byte>(samples, size, PixelFormat.Gray);
    }
}
