using Downright.Kernels;

namespace Downright.Vetting;

/// <summary>The images that black boxes are measured with: the same for everybody, on every machine.</summary>
internal static class ProbeImages
{
    private const ulong Seed = 0x446F776E72696768;

    /// <summary>A picture that resembles a photo: soft shading, edges of all lengths, grain; no side is like another.</summary>
    public static PixelImage<byte> PhotoLike(ImageSize size)
    {
        const int Channels = 3;
        var samples = new byte[checked(size.Width * size.Height * Channels)];
        Parallel.For(0, size.Height, y =>
        {
            double down = (y + 0.5) / size.Height;
            for (int x = 0; x < size.Width; x++)
            {
                double across = (x + 0.5) / size.Width;
                double shade = 100 + (50 * across) + (20 * down) + (14 * Bump((3 * across) + (2 * down))) - (10 * Bump(5 * down));
                double edge = Math.Sign(Bump((7 * across) + (4 * down * down))) * 14;
                int at = ((y * size.Width) + x) * Channels;
                var (grain, _, _, _) = Philox4x32.Block(((uint)x, (uint)y, 0, 1), Seed);
                for (int channel = 0; channel < Channels; channel++)
                    samples[at + channel] = (byte)(shade + ((1 - (0.3 * channel)) * edge) + ((grain >> (8 * channel)) & 31) - 16);
            }
        });

        return new PixelImage<byte>(samples, size, PixelFormat.Rgb);
    }

    /// <summary>One row of random bytes that depends on nothing but its numbers.</summary>
    public static void Bytes(int plane, int line, Span<byte> bytes)
    {
        Span<uint> words = stackalloc uint[4];
        for (int start = 0; start < bytes.Length; start += 16)
        {
            (words[0], words[1], words[2], words[3]) = Philox4x32.Block(((uint)(start / 16), (uint)line, (uint)plane, 2), Seed);
            for (int i = start; i < Math.Min(start + 16, bytes.Length); i++) bytes[i] = (byte)(words[(i - start) / 4] >> (8 * (i % 4)));
        }
    }

    /// <summary>An evenly distributed number 0 ≤ n &lt; 1 that depends on nothing but its three numbers.</summary>
    public static double Uniform(int x, int y, int channel) =>
        Philox4x32.Block(((uint)x, (uint)y, (uint)channel, 3), Seed).X0 / 4294967296.0;

    /// <summary>A wave of period 1 between −1 and 1, made of parabolas so that it is the same on every machine.</summary>
    private static double Bump(double phase)
    {
        double part = (phase - Math.Floor(phase)) * 2;
        return part < 1 ? 4 * part * (1 - part) : -4 * (part - 1) * (2 - part);
    }
}
