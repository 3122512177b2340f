using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Downright.Kernels;

namespace Downright.Scaling;

/// <summary>One axis in whole-number arithmetic: weights in units of 2⁻ᵇⁱᵗˢ, sums rounded half up and clipped to bytes.</summary>
internal sealed class FixedPointTaps
{
    private readonly int _bits;
    private readonly int _half;
    private readonly int[] _first;
    private readonly int[] _taps;

    /// <summary>Weights an output: a multiple of eight, zeros behind.</summary>
    private readonly int _stride;
    private readonly short[] _low;
    private readonly short[] _high;

    /// <param name="bits">The bits behind the point, at least one.</param>
    /// <param name="first">The first sample of each output.</param>
    /// <param name="weights">The weights of each output, of up to 30 bits, for samples inside the image.</param>
    public FixedPointTaps(int bits, int[] first, int[][] weights)
    {
        _bits = bits;
        _half = 1 << (bits - 1);
        _first = first;
        _taps = Array.ConvertAll(weights, own => own.Length);
        MaxTaps = _taps.Max();
        _stride = (MaxTaps + 7) & ~7;
        _low = new short[first.Length * _stride];
        _high = new short[first.Length * _stride];
        for (int output = 0; output < first.Length; output++)
        {
            for (int tap = 0; tap < _taps[output]; tap++)
            {
                _low[(output * _stride) + tap] = SplitWeights.Low(weights[output][tap]);
                _high[(output * _stride) + tap] = SplitWeights.High(weights[output][tap]);
            }
        }
    }

    private FixedPointTaps(FixedPointTaps whole, CompactAxis axis)
    {
        _bits = whole._bits;
        _half = whole._half;
        _first = Array.ConvertAll(whole._first, axis.Place);
        _taps = whole._taps;
        MaxTaps = whole.MaxTaps;
        _stride = whole._stride;
        _low = whole._low;
        _high = whole._high;
    }

    /// <summary>The number of outputs.</summary>
    public int Outputs => _first.Length;

    /// <summary>The most taps of any output.</summary>
    public int MaxTaps { get; }

    /// <summary>The first sample of an output, and their number.</summary>
    public (int First, int Taps) RangeOf(int output) => (_first[output], _taps[output]);

    /// <summary>What every output reads.</summary>
    public IEnumerable<(int First, int Taps)> Ranges => Enumerable.Range(0, Outputs).Select(RangeOf);

    /// <summary>The same taps for an axis of only some samples.</summary>
    public FixedPointTaps On(CompactAxis axis) => new(this, axis);

    /// <summary>The sum along a row, for every output.</summary>
    public void Sum(ReadOnlySpan<byte> row, int channels, Span<byte> output)
    {
        for (int x = !Vector128.IsHardwareAccelerated ? 0 : channels == 1 ? Samples(row, output) : Pixels(row, channels, output); x < _first.Length; x++)
        {
            ReadOnlySpan<byte> samples = row.Slice(_first[x] * channels, _taps[x] * channels);
            for (int c = 0; c < channels; c++)
            {
                int sum = _half;
                for (int tap = 0; tap < _taps[x]; tap++) sum += samples[(tap * channels) + c] * Weight(x, tap);
                output[(x * channels) + c] = Clip(sum);
            }
        }
    }

    /// <summary>The sum of an output's rows.</summary>
    public void Sum(int output, in RowRing<byte> rows, Span<byte> line)
    {
        int[] rented = ArrayPool<int>.Shared.Rent(line.Length);
        Span<int> sums = rented.AsSpan(0, line.Length);
        sums.Fill(_half);
        int taps = _taps[output];
        for (int tap = 0; tap < taps; tap += 2)
        {
            bool pair = tap + 1 < taps;
            SplitWeights.Add(sums, rows[tap], rows[pair ? tap + 1 : tap], Weight(output, tap), pair ? Weight(output, tap + 1) : 0);
        }

        StoreSamples.Shift(sums, _bits, line);
        ArrayPool<int>.Shared.Return(rented);
    }

    private byte Clip(int sum) => (byte)Math.Clamp(sum >> _bits, 0, 255);

    private int Weight(int output, int tap) => SplitWeights.Join(_low[(output * _stride) + tap], _high[(output * _stride) + tap]);

    /// <summary>One channel, eight taps at a time.</summary>
    /// <returns>The outputs made: not those whose padded taps would leave the row.</returns>
    private int Samples(ReadOnlySpan<byte> row, Span<byte> output)
    {
        int x = 0;
        for (; x < _first.Length; x++)
        {
            int taps = (_taps[x] + 7) & ~7, start = x * _stride;
            if (_first[x] + taps > row.Length) break;
            output[x] = Clip(_half + SplitWeights.Samples(row[_first[x]..], _low.AsSpan(start, taps), _high.AsSpan(start, taps)));
        }

        return x;
    }

    /// <summary>Three or four channels at once, two taps at a time.</summary>
    /// <returns>The outputs made: not the last one, nor those whose last pair cannot be read as eight bytes.</returns>
    private int Pixels(ReadOnlySpan<byte> row, int channels, Span<byte> output)
    {
        Vector128<byte> interleave = Pairs.Interleave(channels);
        Vector128<int> half = Vector128.Create(_half);
        int bits = _bits;
        ReadOnlySpan<int> first = _first, taps = _taps;
        ref int low = ref Unsafe.As<short, int>(ref MemoryMarshal.GetArrayDataReference(_low));
        ref int high = ref Unsafe.As<short, int>(ref MemoryMarshal.GetArrayDataReference(_high));
        ref byte samples = ref MemoryMarshal.GetReference(row);
        int x = 0;
        for (; x < first.Length - 1; x++)
        {
            int pairs = (taps[x] + 1) / 2, start = first[x] * channels;
            if (start + ((pairs - 1) * 2 * channels) + sizeof(ulong) > row.Length) break;
            Vector128<int> sum = SplitWeights.Pixels(ref Unsafe.Add(ref samples, start), channels, interleave, ref low, ref high, pairs);
            MemoryMarshal.Write(output[(x * channels)..], Pairs.Clip((sum + half) >> bits));
            low = ref Unsafe.Add(ref low, _stride / 2);
            high = ref Unsafe.Add(ref high, _stride / 2);
        }

        return x;
    }
}
