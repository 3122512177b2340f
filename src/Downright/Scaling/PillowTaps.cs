namespace Downright.Scaling;

/// <summary>One axis of Pillow's resampling: coefficients of 22 bits for bytes, in double precision for floats.</summary>
internal sealed class PillowTaps
{
    private const int Bits = 32 - 8 - 2;
    private const int Half = 1 << (Bits - 1);

    private readonly BandedMatrix _matrix;
    private readonly int[][] _weights;

    public PillowTaps(BandedMatrix matrix)
    {
        _matrix = matrix;
        _weights = [.. Enumerable.Range(0, matrix.Rows).Select(row => Array.ConvertAll(matrix.Weights(row).ToArray(), Quantize))];
    }

    /// <summary>The most taps of any output.</summary>
    public int MaxTaps => _matrix.MaxTaps;

    /// <summary>The first sample of an output, and their number.</summary>
    public (int First, int Taps) RangeOf(int output) => (_matrix.First(output), _matrix.Taps(output));

    /// <summary>The rounded and clipped sum along a row of bytes, for every output.</summary>
    public void Resample(ReadOnlySpan<byte> row, int channels, Span<byte> output)
    {
        int i = 0;
        for (int x = 0; x < _weights.Length; x++)
        {
            int[] weights = _weights[x];
            ReadOnlySpan<byte> samples = row.Slice(_matrix.First(x) * channels, weights.Length * channels);
            for (int c = 0; c < channels; c++)
            {
                int sum = Half;
                for (int tap = 0; tap < weights.Length; tap++) sum += samples[(tap * channels) + c] * weights[tap];
                output[i++] = Clip(sum);
            }
        }
    }

    /// <summary>The rounded and clipped sum of an output's rows.</summary>
    public void Resample(int output, in RowRing<byte> rows, Span<byte> line)
    {
        int[] weights = _weights[output];
        for (int i = 0; i < line.Length; i++)
        {
            int sum = Half;
            for (int tap = 0; tap < weights.Length; tap++) sum += rows[tap][i] * weights[tap];
            line[i] = Clip(sum);
        }
    }

    /// <summary>The sum along a row of floats, for every output.</summary>
    public void Resample(ReadOnlySpan<float> row, int channels, Span<float> output)
    {
        int i = 0;
        for (int x = 0; x < _weights.Length; x++)
        {
            ReadOnlySpan<double> weights = _matrix.Weights(x);
            ReadOnlySpan<float> samples = row.Slice(_matrix.First(x) * channels, weights.Length * channels);
            for (int c = 0; c < channels; c++)
            {
                double sum = 0;
                for (int tap = 0; tap < weights.Length; tap++) sum += samples[(tap * channels) + c] * weights[tap];
                output[i++] = (float)sum;
            }
        }
    }

    /// <summary>The sum of an output's rows of floats.</summary>
    public void Resample(int output, in RowRing<float> rows, Span<float> line)
    {
        ReadOnlySpan<double> weights = _matrix.Weights(output);
        for (int i = 0; i < line.Length; i++)
        {
            double sum = 0;
            for (int tap = 0; tap < weights.Length; tap++) sum += rows[tap][i] * weights[tap];
            line[i] = (float)sum;
        }
    }

    private static int Quantize(double weight) => (int)((weight < 0 ? -0.5 : 0.5) + (weight * (1 << Bits)));

    private static byte Clip(int sum) => (byte)Math.Clamp(sum >> Bits, 0, 255);
}
