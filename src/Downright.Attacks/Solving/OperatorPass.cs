using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Downright.Scaling;

namespace Downright.Attacks.Solving;

/// <summary>
/// The operator A of one channel as the solver needs it: from multipliers Λ to z = AᵀΛ (Lᵀ·Λ·Rᵀ) at the source pixels,
/// there through a rule, and back to the outputs, A·rule(z), without ever storing z. Rows are worked on in bands of
/// outputs of a fixed height, and every sum has one order, so that threads and vector widths change nothing.
/// </summary>
internal sealed class OperatorPass
{
    private const int Step = 8;
    private const int Alignment = 16;
    private const int BandBytes = 1 << 18;

    private readonly PaddedTaps _rowsOfOutput;
    private readonly PaddedTaps _outputsOfRow;
    private readonly PaddedTaps _columnsOfOutput;
    private readonly PaddedTaps _outputsOfColumn;
    private readonly int[] _owner;
    private readonly int _bandHeight;

    /// <param name="op">The operator.</param>
    /// <param name="squared">Whether every weight is squared: what the diagonal of A·Aᵀ is made of.</param>
    public OperatorPass(ScalingOperator op, bool squared = false)
    {
        BandedMatrix rows = op.Left.Transpose();
        _rowsOfOutput = new PaddedTaps(op.Left, squared);
        _outputsOfRow = new PaddedTaps(rows, squared);
        _columnsOfOutput = new PaddedTaps(op.Right, squared);
        _outputsOfColumn = new PaddedTaps(op.Right.Transpose(), squared);
        Stride = (op.SourceSize.Width + Alignment - 1) / Alignment * Alignment;
        _bandHeight = Math.Clamp(BandBytes / (Stride * sizeof(double)), 4, 32);
        _owner = new int[rows.Rows];
        for (int row = 0; row < rows.Rows; row++) _owner[row] = rows.Taps(row) == 0 ? -1 : rows.First(row);
        Target = op.TargetSize;
        Height = op.SourceSize.Height;
    }

    /// <summary>Samples from one row of a source plane to the next: the width, rounded up to a multiple of 16, for whole vectors.</summary>
    public int Stride { get; }

    /// <summary>The number of rows of a source plane.</summary>
    public int Height { get; }

    /// <summary>The size of the outputs.</summary>
    public ImageSize Target { get; }

    /// <summary>The number of outputs.</summary>
    public int Outputs => Target.Width * Target.Height;

    /// <summary>Runs one pass.</summary>
    /// <param name="multipliers">Λ, an entry per output, row by row.</param>
    /// <param name="rule">What becomes of z.</param>
    /// <param name="outputs">Where the outputs go.</param>
    /// <param name="parallel">Threads and cancellation.</param>
    /// <returns>The sum that the rule keeps, over all source pixels that feed an output.</returns>
    public double Run<TRule>(double[] multipliers, TRule rule, double[] outputs, ParallelOptions parallel)
        where TRule : struct, IPixelRule
    {
        double[] spread = ArrayPool<double>.Shared.Rent(Target.Height * Stride);
        try
        {
            int bands = (Target.Height + _bandHeight - 1) / _bandHeight;
            var sums = new double[bands];
            Loop(bands, band => Spread(multipliers, spread, band), parallel);
            Loop(bands, band => sums[band] = RunBand(spread, rule, outputs, band), parallel);
            double total = 0;
            foreach (double sum in sums) total += sum;
            return total;
        }
        finally
        {
            ArrayPool<double>.Shared.Return(spread);
        }
    }

    /// <summary>Runs a body for every index below a count, on one thread or more.</summary>
    public static void Loop(int count, Action<int> body, ParallelOptions parallel)
    {
        if (parallel.MaxDegreeOfParallelism != 1)
        {
            Parallel.For(0, count, parallel, body);
            return;
        }

        for (int i = 0; i < count; i++)
        {
            parallel.CancellationToken.ThrowIfCancellationRequested();
            body(i);
        }
    }

    /// <summary>Λ·Rᵀ for the output rows of a band.</summary>
    private void Spread(double[] multipliers, double[] spread, int band)
    {
        int end = Math.Min(Target.Height, (band + 1) * _bandHeight);
        for (int y = band * _bandHeight; y < end; y++)
        {
            Span<double> row = spread.AsSpan(y * Stride, Stride);
            _outputsOfColumn.Multiply(multipliers.AsSpan(y * Target.Width, Target.Width), row);
            row[_outputsOfColumn.First.Length..].Clear();
        }
    }

    private double RunBand<TRule>(double[] spread, TRule rule, double[] outputs, int band)
        where TRule : struct, IPixelRule
    {
        int top = band * _bandHeight, bottom = Math.Min(Target.Height, top + _bandHeight);
        int first = Height, last = -1;
        for (int y = top; y < bottom; y++)
        {
            first = Math.Min(first, _rowsOfOutput.First[y]);
            last = Math.Max(last, _rowsOfOutput.First[y] + _rowsOfOutput.Count - 1);
        }

        double[] gathered = ArrayPool<double>.Shared.Rent((bottom - top) * Stride);
        Array.Clear(gathered, 0, (bottom - top) * Stride);
        double total = 0;
        for (int row = first; row <= last; row++)
        {
            if (_owner[row] < 0) continue;
            RunRow(spread, ref rule, gathered, row, top, bottom);
            double sum = rule.TakeRowSum();
            if (_owner[row] >= top && _owner[row] < bottom) total += sum;
        }

        for (int y = top; y < bottom; y++)
            _columnsOfOutput.Multiply(gathered.AsSpan((y - top) * Stride, Stride), outputs.AsSpan(y * Target.Width, Target.Width));
        ArrayPool<double>.Shared.Return(gathered);
        return total;
    }

    private void RunRow<TRule>(double[] spread, ref TRule rule, double[] gathered, int row, int top, int bottom)
        where TRule : struct, IPixelRule
    {
        int taps = _outputsOfRow.Count, output = _outputsOfRow.First[row];
        int from = Math.Max(0, top - output), to = Math.Min(taps, bottom - output);
        ref double weights = ref _outputsOfRow.Weights[row * taps];
        ref double above = ref MemoryMarshal.GetArrayDataReference(spread);
        ref double below = ref MemoryMarshal.GetArrayDataReference(gathered);
        for (int x = 0; x < Stride; x += Step)
        {
            Vector256<double> low = default, high = default;
            nuint at = (nuint)((output * Stride) + x);
            for (int tap = 0; tap < taps; tap++, at += (nuint)Stride)
            {
                Vector256<double> weight = Vector256.Create(System.Runtime.CompilerServices.Unsafe.Add(ref weights, tap));
                low += Vector256.LoadUnsafe(ref above, at) * weight;
                high += Vector256.LoadUnsafe(ref above, at + 4) * weight;
            }

            rule.Map((row * Stride) + x, ref low, ref high);
            at = (nuint)(((output + from - top) * Stride) + x);
            for (int tap = from; tap < to; tap++, at += (nuint)Stride)
            {
                Vector256<double> weight = Vector256.Create(System.Runtime.CompilerServices.Unsafe.Add(ref weights, tap));
                (Vector256.LoadUnsafe(ref below, at) + (low * weight)).StoreUnsafe(ref below, at);
                (Vector256.LoadUnsafe(ref below, at + 4) + (high * weight)).StoreUnsafe(ref below, at + 4);
            }
        }
    }
}
