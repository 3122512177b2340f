using System.Buffers;
using Downright.Kernels;
using Downright.Scaling;

namespace Downright.Detection;

/// <summary>
/// What a scaler sees against what it should see (docs/methods/operator-residual.md): for each output the scaler's value,
/// less the mean of the pixels around it that the scaler does not consider, beside the spread of these. In photos the
/// difference is noise; in attack images it is an image. Compiled once for a pair of sizes; any number of threads may
/// share one.
/// </summary>
internal sealed class OperatorResidual
{
    /// <summary>Where the scaler considers more of the pixels, those left say too little.</summary>
    private const double MostConsidered = 0.9;

    private readonly ResidualAxis _rows;
    private readonly ResidualAxis _columns;
    private readonly byte[] _mask;

    public OperatorResidual(ScalingOperator op)
    {
        _rows = new ResidualAxis(op.Left);
        _columns = new ResidualAxis(op.Right);
        Operator = op;
        SourceSize = op.SourceSize;
        Size = op.TargetSize;
        _mask = Array.ConvertAll(_columns.Considered, considered => considered ? (byte)0 : (byte)255);
    }

    /// <summary>The scaler that is examined for.</summary>
    public ScalingOperator Operator { get; }

    /// <summary>The size of the images that are examined.</summary>
    public ImageSize SourceSize { get; }

    /// <summary>The size of the maps: the target size.</summary>
    public ImageSize Size { get; }

    /// <summary>Why there is nothing to compare, or null.</summary>
    public string? Blocking => _rows.Share * _columns.Share > MostConsidered
        ? FormattableString.Invariant($"of {SourceSize} to {Size} the scaler considers {_rows.Share * _columns.Share:P0} of the pixels, and an attack would have to change as many")
        : null;

    /// <summary>Compares.</summary>
    /// <param name="grey">An image of the source size.</param>
    /// <param name="map">Receives what differs; of the target size.</param>
    public void Measure(GreyPlane grey, ResidualMap map)
    {
        int width = SourceSize.Width;
        int[] moments = ArrayPool<int>.Shared.Rent(2 * (width + 1));
        float[] rented = ArrayPool<float>.Shared.Rent(width);
        Span<int> sums = moments.AsSpan(0, width + 1), squares = moments.AsSpan(width + 1, width + 1);
        Span<float> seen = rented.AsSpan(0, width);
        for (int y = 0; y < Size.Height; y++)
        {
            seen.Clear();
            ReadOnlySpan<float> weights = _rows.Weights(y);
            for (int tap = 0; tap < weights.Length; tap++) Accumulate.Add(seen, grey.Row(_rows.Taps.First(y) + tap), weights[tap]);

            MaskedMoments.Gather(grey.Samples, (_rows.First[y], _rows.End[y]), _rows.Considered, _mask, sums[1..], squares[1..]);
            Integrate(sums, squares);
            Row(y, seen, sums, squares, map);
        }

        ArrayPool<int>.Shared.Return(moments);
        ArrayPool<float>.Shared.Return(rented);
    }

    private void Row(int y, ReadOnlySpan<float> seen, ReadOnlySpan<int> sums, ReadOnlySpan<int> squares, ResidualMap map)
    {
        int rows = _rows.End[y] - _rows.First[y], otherRows = _rows.Others(y);
        Span<float> residuals = map.Residuals(y), means = map.Means(y), spreads = map.Spreads(y);
        ReadOnlySpan<int> firsts = _columns.First.AsSpan(0, residuals.Length), ends = _columns.End.AsSpan(0, residuals.Length);
        _columns.Apply(seen, residuals);
        ReadOnlySpan<int> widths = _columns.Widths.AsSpan(0, residuals.Length), others = _columns.OthersOfAll.AsSpan(0, residuals.Length);
        for (int x = 0; x < residuals.Length; x++)
        {
            // Differences of running sums are right even where the sums themselves have left 32 bits.
            means[x] = (uint)(sums[ends[x]] - sums[firsts[x]]);
            spreads[x] = (uint)(squares[ends[x]] - squares[firsts[x]]);
        }

        for (int x = 0; x < residuals.Length; x++)
        {
            int count = (otherRows * widths[x]) + ((rows - otherRows) * others[x]);
            float share = 1f / Math.Max(count, 1);
            float mean = count == 0 ? residuals[x] : means[x] * share;
            residuals[x] -= mean;
            means[x] = mean;
            spreads[x] = Math.Max((spreads[x] * share) - (mean * mean), 0);
        }

        SquareRoots.Take(spreads);
    }

    /// <summary>Running sums, a 0 before them, that wrap around.</summary>
    private static void Integrate(Span<int> sums, Span<int> squares)
    {
        squares = squares[..sums.Length];
        int sum = 0, square = 0;
        sums[0] = squares[0] = 0;
        for (int i = 1; i < sums.Length; i++)
        {
            sums[i] = sum = unchecked(sum + sums[i]);
            squares[i] = square = unchecked(square + squares[i]);
        }
    }
}
