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
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < Columns; column++)
            {
                var (residual, scale) = Block(map, column * Side, row * Side);
                residuals += residual;
                scales += scale;
                _deviations[(row * Columns) + column] = residual / scale;
            }
        }

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

        Array.Sort(places);
        ReadOnlySpan<float> worst = places.AsSpan(^Math.Min(places.Length, Math.Max(Fewest, places.Length / Share))..);
        double sum = 0;
        foreach (float place in worst) sum += place;
        return sum / worst.Length;
    }

    private static (float Residual, float Scale) Block(ResidualMap map, int left, int top)
    {
        int right = Math.Min(left + Side, map.Size.Width), bottom = Math.Min(top + Side, map.Size.Height);
        float residual = 0, scale = 0;
        for (int y = top; y < bottom; y++)
        {
            ReadOnlySpan<float> residuals = map.Residuals(y), means = map.Means(y), spreads = map.Spreads(y);
            ReadOnlySpan<float> above = map.Means(Math.Max(y - 1, 0));
            for (int x = left; x < right; x++)
            {
                residual += residuals[x];
                scale += spreads[x] + Math.Abs(means[x] - means[Math.Max(x - 1, 0)]) + Math.Abs(means[x] - above[x]);
            }
        }

        int count = (right - left) * (bottom - top);
        return (Math.Abs(residual) / count, (scale / count) + Least);
    }
}
