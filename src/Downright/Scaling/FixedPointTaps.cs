using System.Buffers;

namespace Downright.Scaling;

/// <summary>One axis in whole-number arithmetic: weights in units of 2⁻ᵇⁱᵗˢ, sums rounded half up and clipped to bytes.</summary>
/// <param name="bits">The bits behind the point.</param>
/// <param name="first">The first sample of each output.</param>
/// <param name="weights">The weights of each output, for samples inside the image.</param>
internal sealed class FixedPointTaps(int bits, int[] first, int[][] weights)
{
    private readonly int _half = 1 << (bits - 1);

    /// <summary>The number of outputs.</summary>
    public int Outputs => first.Length;

    /// <summary>The most taps of any output.</summary>
    public int MaxTaps { get; } = weights.Max(row => row.Length);

    /// <summary>The first sample of an output, and the number of its taps.</summary>
    public (int First, int Taps) RangeOf(int output) => (first[output], weights[output].Length);

    /// <summary>The sum along a row, for every output.</summary>
    public void Sum(ReadOnlySpan<byte> row, int channels, Span<byte> output)
    {
        int i = 0;
        for (int x = 0; x < weights.Length; x++)
        {
            int[] taps = weights[x];
            ReadOnlySpan<byte> samples = row.Slice(first[x] * channels, taps.Length * channels);
            for (int c = 0; c < channels; c++)
            {
                int sum = _half;
                for (int tap = 0; tap < taps.Length; tap++) sum += samples[(tap * channels) + c] * taps[tap];
                output[i++] = Clip(sum);
            }
        }
    }

    /// <summary>The sum of an output's rows.</summary>
    public void Sum(int output, in RowRing<byte> rows, Span<byte> line)
    {
        int[] taps = weights[output];
        int[] sums = ArrayPool<int>.Shared.Rent(line.Length);
        sums.AsSpan(0, line.Length).Fill(_half);
        for (int tap = 0; tap < taps.Length; tap++)
        {
            ReadOnlySpan<byte> row = rows[tap];
            int weight = taps[tap];
            for (int i = 0; i < line.Length; i++) sums[i] += row[i] * weight;
        }

        for (int i = 0; i < line.Length; i++) line[i] = Clip(sums[i]);
        ArrayPool<int>.Shared.Return(sums);
    }

    private byte Clip(int sum) => (byte)Math.Clamp(sum >> bits, 0, 255);
}
