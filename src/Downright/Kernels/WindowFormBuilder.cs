using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Downright.Kernels;

/// <summary>
/// Finds the candidates of the windows of a <see cref="WindowSet"/> in a row: a window's pixels outside the replaced rows
/// and columns, or its lightest ones where those are fewer than half of it. One builder serves one thread.
/// </summary>
internal sealed class WindowFormBuilder
{
    private readonly WindowSet _set;
    private readonly WindowGeometry _geometry;
    private readonly double[] _rowWeights;
    private readonly int _levels;
    private readonly int _lanes;
    private readonly int _step;
    private readonly long[] _ranks;
    private readonly long[] _counts;
    private readonly long[] _candidates;
    private readonly byte[] _lightest;
    private readonly byte[] _listed;
    private readonly byte[] _mask;
    private readonly byte[] _samples;
    private readonly int[] _order;
    private readonly double[] _sorted;

    /// <param name="set">The set, with the weights of its columns.</param>
    /// <param name="geometry">The windows.</param>
    /// <param name="rowWeights">The weights of the image's rows.</param>
    /// <param name="levels">The number of bits of a rank.</param>
    public WindowFormBuilder(WindowSet set, WindowGeometry geometry, double[] rowWeights, int levels)
    {
        _set = set;
        _geometry = geometry;
        _rowWeights = rowWeights;
        _levels = levels;
        int elements = set.Free.Length, rows = (int)Math.Min(geometry.Size.Height, (2L * geometry.HalfHeight) + 1);
        _lanes = set.Lanes;
        _ranks = new long[_lanes];
        _counts = new long[set.Weights.Length];
        _candidates = new long[_lanes];

        // Whole vectors are read, and a pixel's channels are written four at a time.
        _step = (8 * set.Columns.LaneStep) + set.Columns.LaneBytes + Vector<byte>.Count;
        _lightest = new byte[elements * _step];
        _samples = new byte[_step];
        _listed = new byte[set.Columns.LaneBytes];
        _mask = new byte[set.Columns.LaneBytes + Vector<byte>.Count];
        _order = new int[rows];
        _sorted = new double[rows];
        Form = new WindowForm(rows, rows * elements, set.Columns.LaneBytes, (levels + 7) / 8 * 8 * set.Columns.LaneBytes);
    }

    /// <summary>What was built last.</summary>
    public WindowForm Form { get; }

    /// <summary>Builds the form of a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Build(int y)
    {
        var (top, bottom) = _geometry.RowsAround(y);
        var rows = _geometry.CountRows(y);
        _set.Ranks(rows, _ranks);
        _rowWeights.AsSpan(top..bottom).CopyTo(_sorted);
        for (int row = 0; row < bottom - top; row++) _order[row] = row;
        Span<int> order = _order.AsSpan(0, bottom - top);
        Span<double> sorted = _sorted.AsSpan(0, bottom - top);
        sorted.Sort(order);
        LightestPixels.Find(sorted, _set.Weights, _lanes, _ranks, _counts);
        Count(rows, _rowWeights[y], sorted);
        Expand();

        Form.Clear();
        Span<int> places = stackalloc int[order.Length];
        for (int i = 0; i < order.Length; i++) places[order[i]] = i;
        for (int row = top; row < bottom; row++)
        {
            int[] masks = _geometry.Rows[row] ? _set.ReplacedMaskOfFree : _set.FreeMasks;
            for (int element = 0; element < masks.Length; element++)
            {
                Pack(_lightest.AsSpan(element * _step), (byte)places[row - top]);
                if (row == y && element == _set.Own) _mask.AsSpan().Clear();
                if (Merge(_set.Masks.AsSpan(masks[element], _listed.Length), Form.NextMask)) Form.Add(_set.Free[element]);
            }

            Form.EndRow();
        }
    }

    /// <summary>Counts each lane's candidates, and writes its rank.</summary>
    private void Count((int Free, int Replaced) rows, double ownRow, ReadOnlySpan<double> sorted)
    {
        int ownFirst = sorted.IndexOf(ownRow);
        _set.Candidates(rows, _candidates);
        for (int lane = 0; lane < _lanes; lane++)
        {
            if (_ranks[lane] == 0) continue;
            long count = 0;
            for (int i = lane; i < _counts.Length; i += _lanes) count += _counts[i];

            // The pixel itself is none, and it is one of the lightest if those of its column include a row of its weight.
            _candidates[lane] = _counts[_set.WeightOf[(_set.Own * _lanes) + lane]] > ownFirst ? count - 1 : count;
        }

        for (int level = 0; level < _levels; level += 8)
        {
            for (int lane = 0; lane < _lanes; lane++) Write(_samples, lane, (byte)(~(_candidates[lane] / 2) >> level));
            BitPlanes.Transpose(ref _samples[0], _set.Columns.LaneStep, ref Form.Starts[level * _listed.Length], _listed.Length, _set.Columns.Chunks);
        }
    }

    /// <summary>Writes the rows of each column for all channels, and which lanes take their lightest pixels.</summary>
    private void Expand()
    {
        for (int element = 0; element < _set.Free.Length; element++)
        {
            Span<byte> target = _lightest.AsSpan(element * _step, _step);
            ReadOnlySpan<int> weightOf = _set.WeightOf.AsSpan(element * _lanes, _lanes);
            for (int lane = 0; lane < weightOf.Length; lane++) Write(target, lane, weightOf[lane] < 0 ? (byte)0 : (byte)_counts[weightOf[lane]]);
        }

        for (int lane = 0; lane < _lanes; lane++) Write(_samples, lane, (byte)(_ranks[lane] > 0 ? 1 : 0));
        Pack(_samples, 0);
        _mask.AsSpan(0, _listed.Length).CopyTo(_listed);
    }

    /// <summary>Writes a lane's byte for each channel; what is written beyond them is overwritten by the next lane.</summary>
    private void Write(Span<byte> target, int lane, byte value) =>
        Unsafe.WriteUnaligned(ref target[lane * _set.Columns.Channels], value * 0x01010101u);

    /// <summary>Where the bytes are above a bound, a bit for each.</summary>
    private void Pack(ReadOnlySpan<byte> samples, byte bound)
    {
        ref byte sample = ref MemoryMarshal.GetReference(samples);
        ref byte mask = ref _mask[0];
        var bounds = new Vector<byte>(bound);
        int step = _set.Columns.LaneStep;
        for (int i = 0; i < _listed.Length; i += Vector<byte>.Count)
        {
            Vector<byte> packed = Vector<byte>.Zero;
            for (int bit = 0; bit < 8; bit++)
            {
                var samplesOfBit = Unsafe.ReadUnaligned<Vector<byte>>(ref Unsafe.Add(ref sample, (bit * step) + i));
                packed |= Vector.GreaterThan(samplesOfBit, bounds) & new Vector<byte>((byte)(1 << bit));
            }

            Unsafe.WriteUnaligned(ref Unsafe.Add(ref mask, i), packed);
        }
    }

    /// <summary>Takes the mask where lanes list their pixels, and the plain windows' elsewhere.</summary>
    /// <returns>Whether there is any lane.</returns>
    private bool Merge(ReadOnlySpan<byte> plain, Span<byte> merged)
    {
        ulong any = 0;
        for (int i = 0; i < merged.Length; i += sizeof(ulong))
        {
            ulong lists = Word(_listed, i), word = (Word(_mask, i) & lists) | (Word(plain, i) & ~lists);
            MemoryMarshal.Write(merged[i..], word);
            any |= word;
        }

        return any != 0;

        static ulong Word(ReadOnlySpan<byte> bytes, int at) => MemoryMarshal.Read<ulong>(bytes[at..]);
    }
}
