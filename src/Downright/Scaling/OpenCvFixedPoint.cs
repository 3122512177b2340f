using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Downright.Kernels;

namespace Downright.Scaling;

/// <summary>
/// OpenCV's interpolation of bytes. Coefficients have 11 bits; the horizontal pass is exact. The vertical pass differs:
/// linear drops bits of each product before it adds, cubic adds in single precision wherever a vector of eight fits and
/// rounds halves to even there, Lanczos adds integers and rounds halves up.
/// </summary>
internal readonly struct OpenCvFixedPoint : IRowPasses<byte, int>
{
    private const int Bits = 11;
    private const int One = 1 << Bits;

    private readonly TapTable<short> _columns;
    private readonly OpenCvTaps _rows;
    private readonly short[] _rowWeights;

    /// <param name="columns">The taps of the horizontal axis.</param>
    /// <param name="width">The source samples of the horizontal axis.</param>
    /// <param name="rows">The taps of the vertical axis.</param>
    public OpenCvFixedPoint(OpenCvTaps columns, int width, OpenCvTaps rows)
    {
        _rows = rows;
        _columns = new TapTable<short>(width, columns.Outputs, columns.Count);
        Span<short> weights = stackalloc short[columns.Count];
        for (int x = 0; x < columns.Outputs; x++)
        {
            // Two taps across the border become the border sample alone; more of them add up on it.
            bool border = columns.Count == 2 && (columns.First(x) < 0 || columns.First(x) >= width - 1);
            Quantize(border ? [1, 0] : columns.Weights(x), weights);
            _columns.Set(x, columns.First(x), weights);
        }

        _rowWeights = new short[rows.Outputs * rows.Count];
        for (int y = 0; y < rows.Outputs; y++) Quantize(rows.Weights(y), _rowWeights.AsSpan(y * rows.Count, rows.Count));
    }

    public int MaxTaps => _rows.Count;

    public (int First, int Taps) RowsOf(int y) => (_rows.First(y), _rows.Count);

    public void Horizontal(ReadOnlySpan<byte> row, int channels, Span<int> sums) =>
        PixelSums.Weigh(row, channels, _columns.First, _columns.Weights, sums);

    public void Vertical(int y, in RowRing<int> rows, Span<byte> output)
    {
        ReadOnlySpan<short> weights = _rowWeights.AsSpan(y * MaxTaps, MaxTaps);
        switch (MaxTaps)
        {
            case 2:
                Linear(weights, rows[0], rows[1], output);
                break;
            case 4:
                int vectors = output.Length & ~7;
                Cubic(weights, rows, output[..vectors]);
                Whole(weights, rows, output, vectors);
                break;
            default:
                Whole(weights, rows, output, 0);
                break;
        }
    }

    private static void Quantize(ReadOnlySpan<float> weights, Span<short> quantized)
    {
        for (int tap = 0; tap < weights.Length; tap++) quantized[tap] = (short)MathF.Round(weights[tap] * One);
    }

    private static void Linear(ReadOnlySpan<short> weights, ReadOnlySpan<int> upper, ReadOnlySpan<int> lower, Span<byte> output)
    {
        int a = weights[0], b = weights[1], i = 0;
        Vector128<short> vectorA = Vector128.Create(weights[0]), vectorB = Vector128.Create(weights[1]);
        upper = upper[..output.Length];
        lower = lower[..output.Length];
        for (; i <= output.Length - 8; i += 8)
        {
            Vector128<short> sum = Pairs.MultiplyHigh(Shortened(upper, i), vectorA) + Pairs.MultiplyHigh(Shortened(lower, i), vectorB);
            sum = (sum + Vector128.Create((short)2)) >> 2;
            Vector128.Narrow(sum.AsUInt16(), sum.AsUInt16()).GetLower().CopyTo(output[i..]);
        }

        for (; i < output.Length; i++) output[i] = (byte)((((a * (upper[i] >> 4)) >> 16) + ((b * (lower[i] >> 4)) >> 16) + 2) >> 2);
    }

    /// <summary>Eight sums without their last four bits, which then fit 16.</summary>
    private static Vector128<short> Shortened(ReadOnlySpan<int> sums, int i) =>
        Vector128.NarrowWithSaturation(Load(sums, i) >> 4, Load(sums, i + 4) >> 4);

    private static void Cubic(ReadOnlySpan<short> weights, in RowRing<int> rows, Span<byte> output)
    {
        const float Scale = 1f / (One * One);
        float a = weights[0] * Scale, b = weights[1] * Scale, c = weights[2] * Scale, d = weights[3] * Scale;
        ReadOnlySpan<int> first = rows[0], second = rows[1], third = rows[2], fourth = rows[3];
        for (int i = 0; i < output.Length; i += 8)
        {
            Vector256<float> sum = (Single(third, i) * c) + (Single(fourth, i) * d);
            sum = (Single(first, i) * a) + ((Single(second, i) * b) + sum);
            Vector256<int> rounded = Vector256.ConvertToInt32Native(Vector256.Round(sum));
            MemoryMarshal.Write(output[i..], Pairs.Clip(rounded.GetLower(), rounded.GetUpper()));
        }

        static Vector256<float> Single(ReadOnlySpan<int> row, int i) =>
            Vector256.ConvertToSingle(Vector256.LoadUnsafe(in MemoryMarshal.GetReference(row), (nuint)i));
    }

    private static void Whole(ReadOnlySpan<short> weights, in RowRing<int> rows, Span<byte> output, int from)
    {
        int[] rented = ArrayPool<int>.Shared.Rent(output.Length);
        Span<int> sums = rented.AsSpan(from, output.Length - from);
        sums.Fill(1 << ((2 * Bits) - 1));
        for (int tap = 0; tap < weights.Length; tap++) IntSums.Add(sums, rows[tap][from..], weights[tap]);
        StoreSamples.Shift(sums, 2 * Bits, output[from..]);
        ArrayPool<int>.Shared.Return(rented);
    }

    private static Vector128<int> Load(ReadOnlySpan<int> samples, int i) => Vector128.LoadUnsafe(in MemoryMarshal.GetReference(samples), (nuint)i);
}
