namespace Downright.Scaling;

/// <summary>OpenCV's interpolation of floats: products and sums in single precision, without fused multiply-add.</summary>
internal readonly struct OpenCvSinglePrecision : IRowPasses<float, float>
{
    private readonly TapTable<float> _columns;
    private readonly OpenCvTaps _rows;

    /// <param name="columns">The taps of the horizontal axis.</param>
    /// <param name="width">The source samples of the horizontal axis.</param>
    /// <param name="rows">The taps of the vertical axis.</param>
    public OpenCvSinglePrecision(OpenCvTaps columns, int width, OpenCvTaps rows)
    {
        _rows = rows;
        _columns = new TapTable<float>(width, columns.Outputs, columns.Count);
        for (int x = 0; x < columns.Outputs; x++) _columns.Set(x, columns.First(x), columns.Weights(x));
    }

    public int MaxTaps => _rows.Count;

    public (int First, int Taps) RowsOf(int y) => (_rows.First(y), _rows.Count);

    public void Horizontal(ReadOnlySpan<float> row, int channels, Span<float> sums)
    {
        int taps = _columns.Count, i = 0;
        ReadOnlySpan<float> weights = _columns.Weights;
        foreach (int first in _columns.First)
        {
            ReadOnlySpan<float> samples = row.Slice(first * channels, taps * channels);
            for (int c = 0; c < channels; c++)
            {
                float sum = 0;
                for (int tap = 0; tap < taps; tap++) sum += samples[(tap * channels) + c] * weights[tap];
                sums[i++] = sum;
            }

            weights = weights[taps..];
        }
    }

    /// <summary>The last tap first, as OpenCV nests its sums.</summary>
    public void Vertical(int y, in RowRing<float> rows, Span<float> output)
    {
        ReadOnlySpan<float> weights = _rows.Weights(y);
        output.Clear();
        for (int tap = weights.Length - 1; tap >= 0; tap--) Kernels.Accumulate.Add(output, rows[tap], weights[tap]);
    }
}
