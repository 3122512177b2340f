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

    public void Horizontal(ReadOnlySpan<byte> row, int channels, Span<int> sums)
    {
        int taps = _columns.Count, i = 0;
        ReadOnlySpan<short> weights = _columns.Weights;
        foreach (int first in _columns.First)
        {
            ReadOnlySpan<byte> samples = row.Slice(first * channels, taps * channels);
            for (int c = 0; c < channels; c++)
            {
                int sum = 0;
                for (int tap = 0; tap < taps; tap++) sum += samples[(tap * channels) + c] * weights[tap];
                sums[i++] = sum;
            }

            weights = weights[taps..];
        }
    }

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
                CubicVectors(weights, rows, output[..vectors]);
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
        int a = weights[0], b = weights[1];
        for (int i = 0; i < output.Length; i++)
            output[i] = (byte)((((a * (upper[i] >> 4)) >> 16) + ((b * (lower[i] >> 4)) >> 16) + 2) >> 2);
    }

    private static void CubicVectors(ReadOnlySpan<short> weights, in RowRing<int> rows, Span<byte> output)
    {
        const float Scale = 1f / (One * One);
        float a = weights[0] * Scale, b = weights[1] * Scale, c = weights[2] * Scale, d = weights[3] * Scale;
        ReadOnlySpan<int> first = rows[0], second = rows[1], third = rows[2], fourth = rows[3];
        for (int i = 0; i < output.Length; i++)
        {
            float sum = (first[i] * a) + ((second[i] * b) + ((third[i] * c) + (fourth[i] * d)));
            output[i] = (byte)Math.Clamp(MathF.Round(sum), 0, 255);
        }
    }

    private static void Whole(ReadOnlySpan<short> weights, in RowRing<int> rows, Span<byte> output, int from)
    {
        for (int i = from; i < output.Length; i++)
        {
            int sum = 1 << ((2 * Bits) - 1);
            for (int tap = 0; tap < weights.Length; tap++) sum += rows[tap][i] * weights[tap];
            output[i] = (byte)Math.Clamp(sum >> (2 * Bits), 0, 255);
        }
    }
}
