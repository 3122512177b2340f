using System.Buffers;
using Downright.Kernels;

namespace Downright.Detection;

/// <summary>
/// The residual in blocks of 3×3 outputs: noise averages out there, an image does not. Each block's deviation is the mean
/// residual's size relative to the spread of the pixels around and to the slope of their means.
/// </summary>
internal sealed class ResidualBlocks
{
    /// <summary>The side of a block in outputs.</summary>
    public const int Side = 3;

    /// <summary>Rounding and compression alone make differences of this size, in grey levels.</summary>
    private const float Least = 3;

    private readonly float[] _deviations;

    public ResidualBlocks(ResidualMap map)
    {
        Columns = Math.Max(map.Size.Width / Side, 1);
        Rows = Math.Max(map.Size.Height / Side, 1);
        _deviations = new float[Columns * Rows];
        double residuals = 0, scales = 0;
        float[] rented = ArrayPool<float>.Shared.Rent(2 * map.Size.Width);
        Span<float> residual = rented.AsSpan(0, map.Size.Width), scale = rented.AsSpan(map.Size.Width, map.Size.Width);
        int side = Math.Min(Side, map.Size.Width), height = Math.Min(Side, map.Size.Height);
        float share = 1f / (side * height);
        for (int row = 0; row < Rows; row++)
        {
            residual.Clear();
            scale.Clear();
            for (int y = row * Side; y < (row * Side) + height; y++)
                ResidualSums.Add(map.Residuals(y), map.Spreads(y), map.Means(y), map.Means(Math.Max(y - 1, 0)), residual, scale);
            for (int column = 0; column < Columns; column++)
            {
                float blockResidual = 0, blockScale = 0;
                for (int x = column * Side; x < (column * Side) + side; x++)
                {
                    blockResidual += residual[x];
                    blockScale += scale[x];
                }

                blockResidual = Math.Abs(blockResidual) * share;
                blockScale = (blockScale * share) + Least;
                residuals += blockResidual;
                scales += blockScale;
                _deviations[(row * Columns) + column] = blockResidual / blockScale;
            }
        }

        ArrayPool<float>.Shared.Return(rented);
        Overall = residuals / scales;
    }

    /// <summary>Blocks across.</summary>
    public int Columns { get; }

    /// <summary>Blocks down.</summary>
    public int Rows { get; }

    /// <summary>The residual of the whole image relative to its scale: 1 and more where another image is hidden.</summary>
    public double Overall { get; }

    /// <summary>Each block's deviation, row by row.</summary>
    public ReadOnlySpan<float> Deviations => _deviations;

    /// <summary>The mean deviation of the worst places: the lesser of neighbouring blocks counts, so that a single edge does not.</summary>
    public double Worst()
    {
        const int Share = 250, Fewest = 4;
        if (Columns < 2 || Rows < 2) return Overall;
        var places = new float[(Columns - 1) * (Rows - 1)];
        for (int row = 0; row < Rows - 1; row++)
        {
            for (int column = 0; column < Columns - 1; column++)
            {
                int at = (row * Columns) + column;
                places[(row * (Columns - 1)) + column] = Math.Min(Math.Min(_deviations[at], _deviations[at + 1]), Math.Min(_deviations[at + Columns], _deviations[at + Columns + 1]));
            }
        }

        int count = Math.Min(places.Length, Math.Max(Fewest, places.Length / Share));
        ReadOnlySpan<float> worst = LargestValues.Of(places, count);
        double sum = 0;
        foreach (float place in worst) sum += place;
        return sum / worst.Length;
    }
}
