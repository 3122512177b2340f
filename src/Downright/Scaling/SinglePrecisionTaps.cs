using System.Numerics;
using System.Runtime.Intrinsics;
using Downright.Kernels;

namespace Downright.Scaling;

/// <summary>One axis in single precision. Sums run in the order of the taps, without fused multiply-add.</summary>
internal sealed class SinglePrecisionTaps
{
    private readonly int _source;
    private readonly int[] _first;
    private readonly int[] _offset;
    private readonly float[] _weights;

    /// <summary>The axis of an operator.</summary>
    public SinglePrecisionTaps(BandedMatrix matrix)
        : this(matrix.Columns, matrix.Rows, row => (matrix.First(row), matrix.Weights(row).ToArray()))
    {
    }

    /// <summary>The axis of a library that computes its own weights.</summary>
    public SinglePrecisionTaps(AxisTaps taps)
        : this(taps.Source, taps.Target, output => (taps.RangeOf(output).First, taps.Weights(output).ToArray()))
    {
    }

    private SinglePrecisionTaps(int source, int target, Func<int, (int First, double[] Weights)> tapsOf)
    {
        _source = source;
        _first = new int[target];
        _offset = new int[target + 1];
        var all = new List<float>(target * 2);
        for (int output = 0; output < target; output++)
        {
            var (first, weights) = tapsOf(output);
            foreach (double weight in weights) all.Add((float)weight);
            _first[output] = first;
            _offset[output + 1] = all.Count;
            MaxTaps = Math.Max(MaxTaps, weights.Length);
        }

        _weights = [.. all];
    }

    private SinglePrecisionTaps(SinglePrecisionTaps whole, CompactAxis axis)
    {
        _source = axis.Samples.Length;
        _first = Array.ConvertAll(whole._first, axis.Place);
        _offset = whole._offset;
        _weights = whole._weights;
        MaxTaps = whole.MaxTaps;
    }

    /// <summary>The number of samples.</summary>
    public int Source => _source;

    /// <summary>The number of outputs.</summary>
    public int Outputs => _first.Length;

    /// <summary>The most taps of any output.</summary>
    public int MaxTaps { get; }

    /// <summary>The first sample of an output, and the number of its taps. Those outside of the image read the border's sample.</summary>
    public (int First, int Taps) RangeOf(int output) => (_first[output], _offset[output + 1] - _offset[output]);

    /// <summary>What every output reads.</summary>
    public IEnumerable<(int First, int Taps)> Ranges => Enumerable.Range(0, Outputs).Select(RangeOf);

    /// <summary>The same taps for an axis of only some samples.</summary>
    public SinglePrecisionTaps On(CompactAxis axis) => new(this, axis);

    /// <summary>The weights of an output.</summary>
    public ReadOnlySpan<float> Weights(int output) => _weights.AsSpan(_offset[output].._offset[output + 1]);

    /// <summary>The weighted sum along a row, for every output.</summary>
    public void Sum<T>(ReadOnlySpan<T> row, int channels, Span<float> sums)
        where T : unmanaged, INumberBase<T>
    {
        bool vectors = Vector128.IsHardwareAccelerated && channels >= 3;
        for (int x = 0; x < _first.Length; x++)
        {
            ReadOnlySpan<float> weights = Weights(x);
            int first = _first[x], end = first + weights.Length;

            // Four samples are read and written for a pixel of three channels: not at the end of a row.
            if (vectors && first >= 0 && end * channels < row.Length && x < _first.Length - 1)
                FloatSums.Pixels(row[(first * channels)..], channels, weights).CopyTo(sums[(x * channels)..]);
            else if (first >= 0 && end <= _source)
                Sum(row.Slice(first * channels, weights.Length * channels), weights, sums.Slice(x * channels, channels));
            else
                SumClamped(row, first, weights, sums.Slice(x * channels, channels));
        }
    }

    /// <summary>The weighted sum of an output's rows.</summary>
    public void Sum(int output, in RowRing<float> rows, Span<float> sums)
    {
        sums.Clear();
        ReadOnlySpan<float> weights = Weights(output);
        for (int tap = 0; tap < weights.Length; tap++) Accumulate.Add(sums, rows[tap], weights[tap]);
    }

    private static void Sum<T>(ReadOnlySpan<T> samples, ReadOnlySpan<float> weights, Span<float> pixel)
        where T : unmanaged, INumberBase<T>
    {
        for (int c = 0; c < pixel.Length; c++)
        {
            float sum = 0;
            for (int tap = 0; tap < weights.Length; tap++) sum += float.CreateTruncating(samples[(tap * pixel.Length) + c]) * weights[tap];
            pixel[c] = sum;
        }
    }

    private void SumClamped<T>(ReadOnlySpan<T> row, int first, ReadOnlySpan<float> weights, Span<float> pixel)
        where T : unmanaged, INumberBase<T>
    {
        for (int c = 0; c < pixel.Length; c++)
        {
            float sum = 0;
            for (int tap = 0; tap < weights.Length; tap++)
                sum += float.CreateTruncating(row[(Math.Clamp(first + tap, 0, _source - 1) * pixel.Length) + c]) * weights[tap];
            pixel[c] = sum;
        }
    }
}
