using Downright.Kernels;

namespace Downright.Detection;

/// <summary>How much each block of 3×3 outputs deviates: noise averages out there, an image does not.</summary>
/// <param name="deviations">Row by row, 0–2: the residual relative to how large it may be in a photo.</param>
/// <param name="columns">Blocks across, at least 1.</param>
/// <param name="rows">Blocks down, at least 1.</param>
internal sealed class ResidualBlocks(float[] deviations, int columns, int rows)
{
    /// <summary>The side of a block in outputs.</summary>
    public const int Side = 3;

    /// <summary>The side of a place in blocks.</summary>
    private const int PlaceSide = 3;

    /// <summary>Blocks across.</summary>
    public int Columns => columns;

    /// <summary>Blocks down.</summary>
    public int Rows => rows;

    /// <summary>Each block's deviation, row by row.</summary>
    public ReadOnlySpan<float> Deviations => deviations;

    /// <summary>The mean deviation of all blocks: about 1 and more where another image is hidden.</summary>
    public double Overall
    {
        get
        {
            double sum = 0;
            foreach (float deviation in deviations) sum += deviation;
            return sum / deviations.Length;
        }
    }

    /// <summary>The mean deviation of the worst place, a square of 3×3 blocks.</summary>
    public double Worst
    {
        get
        {
            int width = Math.Min(PlaceSide, columns), height = Math.Min(PlaceSide, rows);
            var sums = new float[columns];
            float worst = 0;
            for (int top = 0; top <= rows - height; top++)
            {
                deviations.AsSpan(top * columns, columns).CopyTo(sums);
                for (int row = top + 1; row < top + height; row++) Accumulate.Add(sums, deviations.AsSpan(row * columns, columns), 1);
                worst = Math.Max(worst, LargestRun.Of(sums, width));
            }

            return worst / (width * height);
        }
    }
}
