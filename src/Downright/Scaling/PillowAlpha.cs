namespace Downright.Scaling;

/// <summary>Pillow's conversions between RGBA and RGBa, colours multiplied by alpha (src/libImaging/Convert.c).</summary>
internal static class PillowAlpha
{
    /// <summary>Multiplies the colours of a row by its alpha; the quotient by 255 is rounded.</summary>
    public static void Premultiply(ReadOnlySpan<byte> row, Span<byte> output)
    {
        for (int i = 0; i < row.Length; i += 4)
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
}
