namespace Downright.Conformance;

/// <summary>What the images of the random cases show: noise, black and white noise that overshoots, or ramps with edges.</summary>
internal static class Samples
{
    public static PixelImage<byte> Bytes(Geometry geometry)
    {
        var random = new Random(geometry.Seed);
        int width = geometry.Source.Width, channels = geometry.Channels;
        var bytes = new byte[width * geometry.Source.Height * channels];
        switch (random.Next(3))
        {
            case 0:
                random.NextBytes(bytes);
                break;
            case 1:
                random.NextBytes(bytes);
                for (int i = 0; i < bytes.Length; i++) bytes[i] = bytes[i] < 128 ? (byte)0 : (byte)255;
                break;
            default:
                int across = random.Next(1, 8), down = random.Next(1, 8);
                for (int i = 0; i < bytes.Length; i++) bytes[i] = (byte)((i / channels % width * across) + (i / channels / width * down) + (i % channels * 50));
                break;
        }

        return new PixelImage<byte>(bytes, geometry.Source, FormatOf(channels));
    }

    /// <summary>The same, between whole grey levels too.</summary>
    public static PixelImage<float> Floats(Geometry geometry)
    {
        float[] floats = Array.ConvertAll(Bytes(geometry).ToArray(), b => b * 0.99f);
        return new PixelImage<float>(floats, geometry.Source, FormatOf(geometry.Channels));
    }

    public static PixelFormat FormatOf(int channels) => channels switch
    {
        1 => PixelFormat.Gray,
        3 => PixelFormat.Rgb,
        _ => PixelFormat.Rgba,
    };
}
