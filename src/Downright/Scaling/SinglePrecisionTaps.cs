using System.Numerics;
using Downright.Kernels;

namespace Downright.Scaling;

/// <summary>One axis of an operator in single precision. Sums run in the order of the taps, without fused multiply-add.</summary>
internal sealed class SinglePrecisionTaps(BandedMatrix matrix)
{
    private readonly float[][] _weights =
        [.. Enumerable.Range(0, matrix.Rows).Select(row => Array.ConvertAll(matrix.Weights(row).ToArray(), weight => (float)weight))];

    /// <summary>The most taps of any output.</summary>
    public int MaxTaps => matrix.MaxTaps;

    /// <summary>The first sample of an output, and their number.</summary>
    public (int First, int Taps) RangeOf(int output) => (matrix.First(output), matrix.Taps(output));

    /// <summary>The weighted sum along a row, for every output.</summary>
    public void Sum<T>(ReadOnlySpan<T> row, int channels, Span<float> sums)
        where T : unmanaged, INumberBase<T>
    {
        int i = 0;
        for (int x = 0; x < _weights.Length; x++)
        {
            float[] weights = _weights[x];
            ReadOnlySpan<T> samples = row.Slice(matrix.First(x) * channels, weights.Length * channels);
            for (int c = 0; c < channels; c++)
            {
                float sum = 0;
                for (int tap = 0; tap < weights.Length; tap++)
                    sum += float.CreateTruncating(samples[(tap * channels) + c]) * weights[tap];
                sums[i++] = sum;
            }
        }
    }

    /// <summary>The weighted sum of an output's rows.</summary>
    public void Sum(int output, in RowRing<float> rows, Span<float> sums)
    {
        sums.Clear();
        for (int tap = 0; tap < _weights[output].Length; tap++) Accumulate.Add(sums, rows[tap], _weights[output][tap]);
    }
}
