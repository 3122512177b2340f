namespace Downright.Benchmarks;

/// <summary>The pictures that every benchmark scales: smooth shapes under fine grain, as photos have them.</summary>
internal static class Pictures
{
    public static PixelImage<byte> Photo(ImageSize size)
    {
        var random = new Random(1);
        var samples = new byte[size.Pixels * 3];
        for (int i = 0; i < samples.Length; i++)
        {
            int x = i / 3 % size.Width, y = i / 3 / size.Width;
            double shape = 128 + (60 * Math.Sin(x * 0.02) * Math.Cos(y * 0.03));
            samples[i] = (byte)(shape + random.Next(-12, 13));
        }

        return new PixelImage<byte>(samples, size, PixelFormat.Rgb);
    }
}
