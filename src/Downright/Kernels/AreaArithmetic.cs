using System.Numerics;

namespace Downright.Kernels;

/// <summary>
/// The integers of area scaling, see docs/numerics.md. Each source column is summed over an output's rows (V, 16 bits), V
/// over the output's columns (H, 32 bits), and H is divided by the area:
/// <code>
/// V = (Σ whole · 2^RowShift + Σ (part · sample + 128 >> 8)) >> Drop, rounded
/// H = Σ whole · V · 2^ColumnBits + Σ part · V
/// output = (H · Reciprocal + 2^(Shift − 1)) >> Shift
/// </code>
/// </summary>
internal sealed class AreaArithmetic
{
    private const int MostRowShift = 7, MostColumnBits = 14;

    /// <param name="sourceHeight">Rows of the source.</param>
    /// <param name="targetHeight">Rows of the output.</param>
    /// <param name="sourceWidth">Columns of the source.</param>
    /// <param name="targetWidth">Columns of the output.</param>
    public AreaArithmetic(int sourceHeight, int targetHeight, int sourceWidth, int targetWidth)
    {
        // The scaling ratios; a growing axis has weights that sum to 1.
        double rows = Math.Max(1.0, (double)sourceHeight / targetHeight), columns = Math.Max(1.0, (double)sourceWidth / targetWidth);

        ColumnBits = MostColumnBits;
        while (ColumnBits > 0 && Math.ScaleB(columns, ColumnBits) + 2 >= 1 << 16) ColumnBits--;

        // H stays below 2^31, and V within a signed 16-bit factor. Each part of V is rounded by at most 1.
        double mostV = Math.Min(short.MaxValue, Math.Floor(int.MaxValue / (Math.ScaleB(columns, ColumnBits) + 2)));
        RowShift = MostRowShift;
        while (RowShift > 0 && Math.ScaleB(255 * rows, RowShift) + 2 > mostV) RowShift--;
        while (Math.ScaleB(255 * rows, -Drop) + 2 > mostV) Drop++;

        Rows = AreaAxis.Spans(sourceHeight, targetHeight, 8 + RowShift);
        Columns = AreaAxis.Spans(sourceWidth, targetWidth, ColumnBits);

        // 2^Shift / area, rounded up, between 2^30 and 2^31: for whole ratios the division is exact, ties up.
        int bits = RowShift - Drop + ColumnBits;
        Shift = 31 + (int)Math.Floor(Math.Log2(rows * columns)) + bits;
        BigInteger numerator = BigInteger.One << (Shift - bits), denominator = BigInteger.One;
        foreach (var (source, target) in ((int, int)[])[(sourceHeight, targetHeight), (sourceWidth, targetWidth)])
        {
            if (target > source) continue;
            numerator *= target;
            denominator *= source;
        }

        Reciprocal = (uint)((numerator + denominator - 1) / denominator);
    }

    /// <summary>The spans of the output rows.</summary>
    public AreaSpan[] Rows { get; }

    /// <summary>The spans of the output columns.</summary>
    public AreaSpan[] Columns { get; }

    /// <summary>The fractional bits of V, 0–7.</summary>
    public int RowShift { get; }

    /// <summary>The low bits that V loses where it would not fit: at ratios above 128.</summary>
    public int Drop { get; }

    /// <summary>The fractional bits of a column's weight, 0–14.</summary>
    public int ColumnBits { get; }

    /// <summary>2^<see cref="Shift"/> divided by the area in units of H.</summary>
    public uint Reciprocal { get; }

    /// <summary>The bits that the product of H and the reciprocal loses.</summary>
    public int Shift { get; }
}
