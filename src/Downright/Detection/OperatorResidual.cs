using System.Buffers;
using System.Runtime.CompilerServices;
using Downright.Kernels;
using Downright.Scaling;

namespace Downright.Detection;

/// <summary>
/// What a scaler sees against what it should see (docs/methods/operator-residual.md): for each block of outputs the
/// scaler's mean, less the mean of the pixels around it that the scaler does not consider. In photos the difference is
/// small against the spread of these pixels, or no larger than what the scaler would see half a step on; in attack images
/// it is an image. Compiled once for a pair of sizes; any number of threads may share one.
/// </summary>
internal sealed class OperatorResidual
{
    /// <summary>Where the scaler leaves a smaller share of a block's pixels, they say too little.</summary>
    private const double LeastOthers = 0.3;

    /// <summary>Of the blocks, so many have to be judged.</summary>
    private const double LeastJudged = 0.5;

    /// <summary>Rounding and compression alone make differences of this size, in grey levels.</summary>
    private const double Least = 4;

    /// <summary>How much of the pixels' spread over the square of their share, and of what the scaler would see half a step on, a photo's residual may be.</summary>
    private const double OfSpread = 0.5, OfBetween = 2;

    /// <summary>Larger deviations count as this one, so that a single edge is no image.</summary>
    private const double Most = 2;

    private readonly ResidualAxis _rows;
    private readonly ResidualAxis _columns;
    private readonly byte[] _mask;
    private readonly double _judged;

    public OperatorResidual(ScalingOperator op)
    {
        _rows = new ResidualAxis(op.Left);
        _columns = new ResidualAxis(op.Right);
        Operator = op;
        SourceSize = op.SourceSize;
        Size = op.TargetSize;
        _mask = Array.ConvertAll(_columns.Considered, considered => considered ? (byte)0 : (byte)255);
        _judged = Judged();
    }

    /// <summary>The scaler that is examined for.</summary>
    public ScalingOperator Operator { get; }

    /// <summary>The size of the images that are examined.</summary>
    public ImageSize SourceSize { get; }

    /// <summary>The target size.</summary>
    public ImageSize Size { get; }

    /// <summary>Why there is nothing to compare, or null.</summary>
    public string? Blocking => _judged < LeastJudged
        ? FormattableString.Invariant($"of {SourceSize} to {Size} the scaler considers {_rows.Share * _columns.Share:P0} of the pixels, and an attack would have to change as many")
        : null;

    /// <summary>Compares.</summary>
    /// <param name="grey">An image of the source size.</param>
    public ResidualBlocks Measure(GreyPlane grey)
    {
        int width = SourceSize.Width;
        int[] moments = ArrayPool<int>.Shared.Rent(2 * width);
        float[] rows = ArrayPool<float>.Shared.Rent(2 * width);
        Span<int> sums = moments.AsSpan(0, width), squares = moments.AsSpan(width, width);
        Span<float> seen = rows.AsSpan(0, width), between = rows.AsSpan(width, width);
        var deviations = new float[_rows.Blocks * _columns.Blocks];
        for (int block = 0; block < _rows.Blocks; block++)
        {
            ReadOnlySpan<byte> from = grey.Samples[(_rows.FirstWeight(block) * width)..];
            WeightedRows.Sum(from, _rows.Seen(block), seen);
            WeightedRows.Sum(from, _rows.Between(block), between);
            MaskedMoments.Gather(grey.Samples, (_rows.First[block], _rows.End[block]), _rows.Considered, _mask, sums, squares);
            Deviations(block, seen, between, sums, squares, deviations.AsSpan(block * _columns.Blocks, _columns.Blocks));
        }

        ArrayPool<int>.Shared.Return(moments);
        ArrayPool<float>.Shared.Return(rows);
        return new ResidualBlocks(deviations, _columns.Blocks, _rows.Blocks);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Deviations(int row, ReadOnlySpan<float> seen, ReadOnlySpan<float> between, ReadOnlySpan<int> sums, ReadOnlySpan<int> squares, Span<float> deviations)
    {
        bool hasRows = _rows.HasBetween(row);
        for (int column = 0; column < deviations.Length; column++)
        {
            int first = _columns.First[column], end = _columns.End[column];
            var (count, share) = Others(row, column);
            if (share < LeastOthers)
            {
                deviations[column] = 0;
                continue;
            }

            var (sum, square) = Window(sums[first..end], squares[first..end]);
            double mean = (double)sum / count, variance = Math.Max(((double)square / count) - (mean * mean), 0);
            var (value, betweenColumns, betweenRows) = Values(column, seen, between);
            double half = Math.Max(_columns.HasBetween(column) ? Math.Abs(betweenColumns - mean) : 0, hasRows ? Math.Abs(betweenRows - mean) : 0);
            deviations[column] = (float)Math.Min(Math.Abs(value - mean) / ((OfSpread * Math.Sqrt(variance) / (share * share)) + (OfBetween * half) + Least), Most);
        }
    }

    /// <summary>A window's sum and sum of squares, from those of its columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (long Sum, long Square) Window(ReadOnlySpan<int> sums, ReadOnlySpan<int> squares)
    {
        long sum = 0, square = 0;
        squares = squares[..sums.Length];
        for (int x = 0; x < sums.Length; x++)
        {
            sum += sums[x];
            square += (uint)squares[x];
        }

        return (sum, square);
    }

    /// <summary>The share of blocks whose windows leave enough others.</summary>
    private double Judged()
    {
        long judged = 0;
        for (int row = 0; row < _rows.Blocks; row++)
            for (int column = 0; column < _columns.Blocks; column++) judged += Others(row, column).Share < LeastOthers ? 0 : 1;
        return (double)judged / ((long)_rows.Blocks * _columns.Blocks);
    }

    /// <summary>How many pixels of a block's window the scaler does not consider, and their share of the window.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (long Count, double Share) Others(int row, int column)
    {
        long rows = _rows.End[row] - _rows.First[row], columns = _columns.End[column] - _columns.First[column];
        long others = (rows * columns) - ((rows - _rows.Others[row]) * (columns - _columns.Others[column]));
        return (others, (double)others / (rows * columns));
    }

    /// <summary>What the scaler sees of a block on average, and what it would see if its columns, or its rows, lay half a step on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (float Value, float BetweenColumns, float BetweenRows) Values(int column, ReadOnlySpan<float> seen, ReadOnlySpan<float> between)
    {
        ReadOnlySpan<float> weights = _columns.Seen(column), halfway = _columns.Between(column);
        seen = seen.Slice(_columns.FirstWeight(column), weights.Length);
        between = between.Slice(_columns.FirstWeight(column), weights.Length);
        halfway = halfway[..weights.Length];
        float value = 0, betweenColumns = 0, betweenRows = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            value += weights[i] * seen[i];
            betweenColumns += halfway[i] * seen[i];
            betweenRows += weights[i] * between[i];
        }

        return (value, betweenColumns, betweenRows);
    }
}
