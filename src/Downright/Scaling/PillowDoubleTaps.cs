namespace Downright.Scaling;

/// <summary>One axis of Pillow's resampling of floats: sums in double precision, each pass's result a float again.</summary>
internal sealed class PillowDoubleTaps(BandedMatrix matrix)
{
    /// <summary>The most taps of any output.</summary>
    public int MaxTaps => matrix.MaxTaps;

    /// <summary>The first sample of an output, and their number.</summary>
    public (int First, int Taps) RangeOf(int output) => (matrix.First(output), matrix.Taps(output));

    /// <summary>The sum along a row, for every output.</summary>
    public void Sum(ReadOnlySpan<float> row, int channels, Span<float> output)
    {
        int i = 0;
        for (int x = 0; x < matrix.Rows; x++)
        {
            ReadOnlySpan<double> weights = matrix.Weights(x);
            ReadOnlySpan<float> samples = row.Slice(matrix.First(x) * channels, weights.Length * channels);
            for (int c = 0; c < channels; c++)
            {
                double sum = 0;
                for (int tap = 0; tap < weights.Length; tap++) sum += samples[(tap * channels) + c] * weights[tap];
                output[i++] = (float)sum;
            }
        }
    }

    /// <summary>The sum of an output's rows.</summary>
    public void Sum(int output, in RowRing<float> rows, Span<float> line)
    {
        ReadOnlySpan<double> weights = matrix.Weights(output);
        for (int i = 0; i < line.Length; i++)
        {
            double sum = 0;
            for (int tap = 0; tap < weights.Length; tap++) sum += rows[tap][i] * weights[tap];
            line[i] = (float)sum;
        }
    }
}
