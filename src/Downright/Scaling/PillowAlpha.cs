using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Downright.Scaling;

/// <summary>Pillow's conversions between RGBA and RGBa, colours multiplied by alpha (src/libImaging/Convert.c).</summary>
internal static class PillowAlpha
{
    /// <summary>Multiplies the colours of a row by its alpha; the quotient by 255 is rounded.</summary>
    public static void Premultiply(ReadOnlySpan<byte> row, Span<byte> output)
    {
        int i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            // Alpha times 255 is alpha again.
            Vector128<byte> alphas = Vector128.Create((byte)3, 3, 3, 255, 7, 7, 7, 255, 11, 11, 11, 255, 15, 15, 15, 255);
            Vector128<byte> whole = Vector128.Create(0xFF000000).AsByte();
            for (; i <= row.Length - 16; i += 16)
            {
                Vector128<byte> pixels = Vector128.LoadUnsafe(in MemoryMarshal.GetReference(row), (nuint)i);
                var (low, high) = Vector128.Widen(pixels);
                var (lowAlpha, highAlpha) = Vector128.Widen(Vector128.ShuffleNative(pixels, alphas) | whole);
                Vector128.Narrow(Divide(low * lowAlpha), Divide(high * highAlpha)).CopyTo(output[i..]);
            }
        }

        for (; i < row.Length; i += 4)
        {
            int alpha = row[i + 3];
            for (int c = 0; c < 3; c++)
            {
                int product = (row[i + c] * alpha) + 128;
                output[i + c] = (byte)((product + (product >> 8)) >> 8);
            }

            output[i + 3] = (byte)alpha;
        }
    }

    /// <summary>Divides the colours of a row by its alpha, downwards and clipped; where alpha is 0 or 255 they stay.</summary>
    public static void Unpremultiply(Span<byte> row)
    {
        for (int i = 0; i < row.Length; i += 4)
        {
            int alpha = row[i + 3];
            if (alpha is 0 or 255) continue;
            for (int c = 0; c < 3; c++) row[i + c] = (byte)Math.Min(255 * row[i + c] / alpha, 255);
        }
    }

    /// <summary>The quotients by 255, rounded.</summary>
    private static Vector128<ushort> Divide(Vector128<ushort> products)
    {
        products += Vector128.Create((ushort)128);
        return (products + (products >> 8)) >> 8;
    }
}
