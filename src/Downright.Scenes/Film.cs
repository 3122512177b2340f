namespace Downright.Scenes;

/// <summary>Makes a photograph of a painting: exposure, the soft shoulder of bright light, grain, and 8 bits.</summary>
internal static class Film
{
    private const float Contrast = 0.55f, Saturation = 1.18f;

    /// <param name="painting">The light.</param>
    /// <param name="exposure">What the light is multiplied by; light of 1 then comes out as a bright grey.</param>
    /// <param name="grain">The spread of the grain in grey levels.</param>
    /// <param name="seed">Which grain.</param>
    public static PixelImage<byte> Develop(Painting painting, float exposure, float grain, ulong seed)
    {
        int width = painting.Width;
        var bytes = new byte[checked(width * painting.Height * 3)];
        var noise = new Noise(seed ^ 0x6A09E667F3BCC908ul);
        Parallel.For(0, painting.Height, y =>
        {
            Span<byte> row = bytes.AsSpan(y * width * 3, width * 3);
            for (int x = 0; x < width; x++)
            {
                Color light = painting[x, y] * exposure;
                light = Color.Gray((0.3f * light.R) + (0.6f * light.G) + (0.1f * light.B)) * (1 - Saturation) + (light * Saturation);
                float shared = Grain(noise, x, y, 0) * grain, own = grain * 0.35f;
                row[x * 3] = Level(light.R, shared + (own * Grain(noise, x, y, 1)));
                row[(x * 3) + 1] = Level(light.G, shared + (own * Grain(noise, x, y, 2)));
                row[(x * 3) + 2] = Level(light.B, shared + (own * Grain(noise, x, y, 3)));
            }
        });
        return new PixelImage<byte>(bytes, painting.Size, PixelFormat.Rgb);
    }

    /// <summary>Two draws make a triangular spread between −1 and 1.</summary>
    private static float Grain(Noise noise, int x, int y, int layer) =>
        noise.Cell(x, (y * 8) + (layer * 2)) - noise.Cell(x, (y * 8) + (layer * 2) + 1);

    /// <summary>A gamma of 2, a shoulder that lets bright light fade into white, and the contrast of print film.</summary>
    private static byte Level(float light, float grain)
    {
        light = Math.Max(light, 0);
        float shoulder = light * (1 + (light * 0.18f)) / (1 + (light * 0.75f)) * 1.25f;
        float value = Math.Min(MathF.Sqrt(shoulder), 1);
        value += Contrast * ((value * value * (3 - (2 * value))) - value);
        return (byte)(Math.Clamp((value * 255) + grain, 0, 255) + 0.5f);
    }
}
