using System.Numerics;
using Axis = System.Collections.Generic.List<(int Sample, (long Numerator, long Denominator, bool IsRest) Weight)>;

namespace Downright.Tests.Reference;

/// <summary>
/// Area scaling as docs/numerics.md defines its integers, sample by sample, and the mean that they approximate, as a
/// fraction.
/// </summary>
internal static class ReferenceArea
{
    public static byte[] Scale(PixelImage<byte> image, ImageSize target)
    {
        var output = new byte[target.Pixels * image.Channels];
        Axis[] rows = [.. Enumerable.Range(0, target.Height).Select(y => Weights(image.Height, target.Height, y))];
        Axis[] columns = [.. Enumerable.Range(0, target.Width).Select(x => Weights(image.Width, target.Width, x))];
        for (int y = 0; y < target.Height; y++)
            for (int x = 0; x < target.Width; x++)
                for (int c = 0; c < image.Channels; c++)
                    output[(((y * target.Width) + x) * image.Channels) + c] = Output(image, target, rows[y], columns[x], c);
        return output;
    }

    /// <summary>The output in real arithmetic.</summary>
    public static double Mean(PixelImage<byte> image, ImageSize target, int x, int y, int channel)
    {
        double sum = 0;
        foreach (var (row, rowWeight) in Weights(image.Height, target.Height, y))
            foreach (var (column, columnWeight) in Weights(image.Width, target.Width, x))
                sum += (double)rowWeight.Numerator / rowWeight.Denominator * ((double)columnWeight.Numerator / columnWeight.Denominator) * image.Row(row)[(column * image.Channels) + channel];
        return sum / (Ratio(image.Height, target.Height) * Ratio(image.Width, target.Width));
    }

    private static double Ratio(int source, int target) => Math.Max(1, (double)source / target);

    private static byte Output(PixelImage<byte> image, ImageSize target, Axis rowsOfOutput, Axis columnsOfOutput, int channel)
    {
        double rows = Ratio(image.Height, target.Height), columns = Ratio(image.Width, target.Width);
        int columnBits = Enumerable.Range(0, 15).Where(b => b == 0 || (columns * (1 << b)) + 2 < 65536).Max();
        double mostV = Math.Min(32767, Math.Floor(int.MaxValue / ((columns * (1 << columnBits)) + 2)));
        int shift = Enumerable.Range(0, 8).Where(b => b == 0 || (255 * rows * (1 << b)) + 2 <= mostV).Max();
        int drop = Enumerable.Range(0, 32).First(b => (255 * rows * (1 << shift) / Math.Pow(2, b)) + 2 <= mostV);

        long h = 0;
        foreach (var (column, columnWeight) in columnsOfOutput)
        {
            long v = 0;
            foreach (var (row, rowWeight) in rowsOfOutput)
            {
                int sample = image.Row(row)[(column * image.Channels) + channel];
                v += ((sample * Fixed(rowWeight, 8 + shift, image.Height > target.Height)) + 128) >> 8;
            }

            if (drop > 0) v = (v + (1L << (drop - 1))) >> drop;
            h += v * Fixed(columnWeight, columnBits, image.Width > target.Width);
        }

        // 2^s / area, rounded up, for the s that brings it between 2^30 and 2^31.
        int bits = shift - drop + columnBits;
        int s = 31 + (int)Math.Floor(Math.Log2(rows * columns)) + bits;
        BigInteger numerator = BigInteger.Pow(2, s - bits), denominator = 1;
        if (image.Height >= target.Height) (numerator, denominator) = (numerator * target.Height, denominator * image.Height);
        if (image.Width >= target.Width) (numerator, denominator) = (numerator * target.Width, denominator * image.Width);
        BigInteger reciprocal = (numerator + denominator - 1) / denominator;
        return (byte)(((h * reciprocal) + BigInteger.Pow(2, s - 1)) >> s);
    }

    /// <summary>A weight in fixed point, halves up. A part of a sample stays below 2^15; of two neighbours the first has what is left.</summary>
    private static long Fixed((long Numerator, long Denominator, bool IsRest) weight, int bits, bool shrinks)
    {
        if (weight.Numerator == weight.Denominator) return 1L << bits;
        if (weight.IsRest) return (1L << bits) - Fixed((weight.Denominator - weight.Numerator, weight.Denominator, false), bits, shrinks);
        long rounded = ((weight.Numerator << (bits + 1)) + weight.Denominator) / (2 * weight.Denominator);
        return shrinks ? Math.Min(32767, rounded) : rounded;
    }

    private static Axis Weights(int source, int target, int output)
    {
        if (target <= source)
        {
            long start = (long)output * source, end = start + source;
            return
            [
                .. from j in Enumerable.Range(0, source)
                   let overlap = Math.Min(end, (j + 1L) * target) - Math.Max(start, (long)j * target)
                   where overlap > 0
                   select (j, (overlap, (long)target, false)),
            ];
        }

        long position = (((2L * output) + 1) * source) - target, unit = 2L * target;
        if (position <= 0) return [(0, (1, 1, false))];
        long left = position / unit, rest = position % unit;
        if (left >= source - 1) return [(source - 1, (1, 1, false))];
        int first = (int)left;
        bool isBetween = rest > 0;
        return [(first, (unit - rest, unit, isBetween)), (first + 1, (rest, unit, false))];
    }
}
