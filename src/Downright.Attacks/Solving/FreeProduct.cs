using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Downright.Scaling;

namespace Downright.Attacks.Solving;

/// <summary>
/// A·D·Aᵀ·p of one channel, D the pixels that are free, in single precision: what Newton's method needs by the hundred, and
/// need not know better. Along rows, eight rows of outputs are worked on at once, one a lane; down the columns, eight
/// pixels. Every sum has one order, so that threads and vector widths change nothing.
/// </summary>
internal sealed class FreeProduct
{
    private const int Lanes = 8;
    private const int Step = 2 * Lanes;

    private readonly SinglePrecisionBands _rowsOfOutput, _outputsOfRow, _columnsOfOutput, _outputsOfColumn;
    private readonly float[] _spread, _gathered;
    private readonly int _height, _width, _stride;

    /// <param name="op">The operator.</param>
    /// <param name="stride">Samples from one row of a source plane to the next, a multiple of 16.</param>
    public FreeProduct(ScalingOperator op, int stride)
    {
        _rowsOfOutput = new SinglePrecisionBands(op.Left);
        _outputsOfRow = new SinglePrecisionBands(op.Left.Transpose());
        _columnsOfOutput = new SinglePrecisionBands(op.Right);
        _outputsOfColumn = new SinglePrecisionBands(op.Right.Transpose());
        (_width, _height, _stride) = (op.TargetSize.Width, op.TargetSize.Height, stride);
        _spread = new float[Blocks * Lanes * stride];
        _gathered = new float[_spread.Length];
    }

    private int Blocks => (_height + Lanes - 1) / Lanes;

    /// <summary>Computes the product.</summary>
    /// <param name="from">p, an entry per output, row by row.</param>
    /// <param name="free">A bit per source pixel, 1 for those that are free.</param>
    /// <param name="to">Where the product goes.</param>
    /// <param name="parallel">Threads and cancellation.</param>
    public void Run(double[] from, byte[] free, double[] to, ParallelOptions parallel)
    {
        OperatorPass.Loop(Blocks, block => Spread(from, block * Lanes), parallel);
        int bands = parallel.MaxDegreeOfParallelism == 1 ? 1 : Math.Min(Blocks, 2 * Environment.ProcessorCount);
        OperatorPass.Loop(bands, band => RunBand(free, Blocks * band / bands * Lanes, Math.Min(_height, Blocks * (band + 1) / bands * Lanes)), parallel);
        OperatorPass.Loop(Blocks, block => Gather(to, block * Lanes), parallel);
    }

    /// <summary>p·Rᵀ for eight rows of outputs.</summary>
    private void Spread(double[] from, int top)
    {
        int rows = Math.Min(Lanes, _height - top);
        float[] block = ArrayPool<float>.Shared.Rent(_width * Lanes);
        block.AsSpan(0, _width * Lanes).Clear();
        for (int lane = 0; lane < rows; lane++)
        {
            ReadOnlySpan<double> row = from.AsSpan((top + lane) * _width, _width);
            for (int x = 0; x < row.Length; x++) block[(x * Lanes) + lane] = (float)row[x];
        }

        Span<float> sums = stackalloc float[Lanes];
        for (int x = 0; x < _outputsOfColumn.Rows; x++)
        {
            _outputsOfColumn.Sum(x, block).CopyTo(sums);
            for (int lane = 0; lane < sums.Length; lane++) _spread[((top + lane) * _stride) + x] = sums[lane];
        }

        ArrayPool<float>.Shared.Return(block);
    }

    /// <summary>Down and up the columns, for a band of output rows.</summary>
    private void RunBand(byte[] free, int top, int bottom)
    {
        if (top >= bottom) return;
        Array.Clear(_gathered, top * _stride, (bottom - top) * _stride);
        int taps = _outputsOfRow.Taps, first = int.MaxValue, last = 0;
        for (int y = top; y < bottom; y++)
        {
            first = Math.Min(first, _rowsOfOutput.First[y]);
            last = Math.Max(last, _rowsOfOutput.First[y] + _rowsOfOutput.Taps);
        }

        ref float above = ref MemoryMarshal.GetArrayDataReference(_spread);
        ref float below = ref MemoryMarshal.GetArrayDataReference(_gathered);
        for (int row = first; row < last; row++)
        {
            if (!_outputsOfRow.IsUsed[row]) continue;
            ReadOnlySpan<float> weights = _outputsOfRow.Weights.AsSpan(row * taps, taps);
            int output = _outputsOfRow.First[row], from = Math.Max(0, top - output), to = Math.Min(taps, bottom - output);
            for (int x = 0; x < _stride; x += Step)
            {
                Vector256<float> low = default, high = default;
                nuint at = (nuint)((output * _stride) + x);
                for (int tap = 0; tap < weights.Length; tap++, at += (nuint)_stride)
                {
                    Vector256<float> weight = Vector256.Create(weights[tap]);
                    low += Vector256.LoadUnsafe(ref above, at) * weight;
                    high += Vector256.LoadUnsafe(ref above, at + Lanes) * weight;
                }

                int bits = ((row * _stride) + x) / Lanes;
                low &= FreeRule.Mask(free[bits]);
                high &= FreeRule.Mask(free[bits + 1]);
                at = (nuint)(((output + from) * _stride) + x);
                for (int tap = from; tap < to; tap++, at += (nuint)_stride)
                {
                    Vector256<float> weight = Vector256.Create(weights[tap]);
                    (Vector256.LoadUnsafe(ref below, at) + (low * weight)).StoreUnsafe(ref below, at);
                    (Vector256.LoadUnsafe(ref below, at + Lanes) + (high * weight)).StoreUnsafe(ref below, at + Lanes);
                }
            }
        }
    }

    /// <summary>Along the rows, for eight rows of outputs.</summary>
    private void Gather(double[] to, int top)
    {
        int rows = Math.Min(Lanes, _height - top), columns = _outputsOfColumn.Rows;
        float[] block = ArrayPool<float>.Shared.Rent(columns * Lanes);
        for (int lane = 0; lane < Lanes; lane++)
        {
            ReadOnlySpan<float> row = _gathered.AsSpan((top + lane) * _stride, columns);
            for (int x = 0; x < row.Length; x++) block[(x * Lanes) + lane] = row[x];
        }

        Span<float> sums = stackalloc float[Lanes];
        for (int x = 0; x < _width; x++)
        {
            _columnsOfOutput.Sum(x, block).CopyTo(sums);
            for (int lane = 0; lane < rows; lane++) to[((top + lane) * _width) + x] = sums[lane];
        }

        ArrayPool<float>.Shared.Return(block);
    }

    /// <summary>The weights of <see cref="PaddedTaps"/> in single precision.</summary>
    private sealed class SinglePrecisionBands
    {
        public SinglePrecisionBands(BandedMatrix matrix)
        {
            var taps = new PaddedTaps(matrix);
            (Taps, First, Weights) = (taps.Count, taps.First, Array.ConvertAll(taps.Weights, weight => (float)weight));
            IsUsed = [.. Enumerable.Range(0, matrix.Rows).Select(row => matrix.Taps(row) > 0)];
        }

        public int Taps { get; }

        public int[] First { get; }

        public float[] Weights { get; }

        /// <summary>Per row, whether it has a weight at all.</summary>
        public bool[] IsUsed { get; }

        public int Rows => First.Length;

        /// <summary>One row of the matrix times a block of eight columns.</summary>
        public Vector256<float> Sum(int row, float[] block)
        {
            ReadOnlySpan<float> weights = Weights.AsSpan(row * Taps, Taps);
            ref float samples = ref block[First[row] * Lanes];
            Vector256<float> sum = default;
            for (int tap = 0; tap < weights.Length; tap++) sum += Vector256.LoadUnsafe(ref samples, (nuint)(tap * Lanes)) * Vector256.Create(weights[tap]);
            return sum;
        }
    }
}
