using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Downright.Kernels;

/// <summary>Area scaling of bytes with a given number of channels: one pass over the source.</summary>
internal abstract class AreaKernel
{
    /// <summary>Compiles the kernel.</summary>
    /// <param name="arithmetic">The integers.</param>
    /// <param name="channels">1, 3 or 4.</param>
    /// <param name="width">The vectors to use; the result does not depend on it.</param>
    public static AreaKernel Create(AreaArithmetic arithmetic, int channels, VectorWidth width) => width switch
    {
        VectorWidth.Bits512 => new AreaKernel<Words512>(arithmetic, channels),
        VectorWidth.Bits256 => new AreaKernel<Words256>(arithmetic, channels),
        VectorWidth.Bits128 => new AreaKernel<Words128>(arithmetic, channels),
        _ => new AreaKernel<Words16>(arithmetic, channels),
    };

    /// <summary>Scales to some of the output's rows.</summary>
    /// <param name="pixels">The source.</param>
    /// <param name="stride">Bytes from one source row's start to the next one's.</param>
    /// <param name="output">All output rows, without padding.</param>
    /// <param name="from">The first output row.</param>
    /// <param name="to">The output row after the last.</param>
    public abstract void Scale(ReadOnlySpan<byte> pixels, int stride, Span<byte> output, int from, int to);
}

/// <inheritdoc cref="AreaKernel"/>
internal sealed class AreaKernel<TWords> : AreaKernel
    where TWords : struct, IWords<TWords>
{
    /// <summary>About how many bytes of the source a tile has: two of them leave half of a second cache of 512 KB to the rest.</summary>
    private const int BytesOfTile = 1 << 17;

    /// <summary>A tile that is much larger, since it cannot be smaller, is not asked for ahead.</summary>
    private const int MostBytesAhead = 2 * BytesOfTile;

    private readonly AreaArithmetic _arithmetic;
    private readonly int _channels;
    private readonly int _samples;
    private readonly int _steps;
    private readonly AreaTile[] _tiles;
    private readonly int[] _starts;
    private readonly short[] _weights;

    public AreaKernel(AreaArithmetic arithmetic, int channels)
    {
        AreaSpan[] columns = arithmetic.Columns;
        _arithmetic = arithmetic;
        _channels = channels;
        _samples = (columns[^1].Start + columns[^1].Length) * channels;

        // Whole groups of outputs: the last one stands in for those that miss.
        int group = TWords.Outputs(channels);
        AreaSpan[] outputs = [.. columns, .. Enumerable.Repeat(columns[^1], (columns.Length + group - 1) / group * group - columns.Length)];
        _starts = Array.ConvertAll(outputs, span => span.Start * channels);

        int[] ends = [.. Enumerable.Range(1, outputs.Length / group).Select(i => (outputs[(i * group) - 1].Start + outputs[(i * group) - 1].Length) * channels)];
        int rows = arithmetic.Rows.Max(span => span.Length);
        _tiles = AreaTile.Cut(ends, Math.Max(1, BytesOfTile / rows), AreaRows.Stripe<TWords>());

        ReadOnlySpan<int> order = TWords.PixelOrder(channels);
        int pixels = 1;
        foreach (int pixel in order) pixels = Math.Max(pixels, pixel + 1);
        _steps = (columns.Max(span => span.Length) + pixels - 1) / pixels;
        _weights = new short[outputs.Length * _steps * order.Length];
        for (int i = 0; i < _weights.Length; i++)
        {
            var (vector, word) = Math.DivRem(i, order.Length);
            var (groups, lane) = Math.DivRem(vector, group);
            var (at, step) = Math.DivRem(groups, _steps);
            if (order[word] >= 0) _weights[i] = WeightOf(outputs[(at * group) + lane], (step * pixels) + order[word], arithmetic.ColumnBits);
        }
    }

    public override void Scale(ReadOnlySpan<byte> pixels, int stride, Span<byte> output, int from, int to)
    {
        int line = _arithmetic.Columns.Length * _channels;

        // Whole vectors are read and stored: beyond the row's end there is room, and the weights are 0.
        ushort[] rows = ArrayPool<ushort>.Shared.Rent(_samples + ((_steps + 1) * Math.Max(TWords.Count, 8)));
        int[] sums = ArrayPool<int>.Shared.Rent((_starts.Length * _channels) + Vector512<int>.Count);
        int[] totals = ArrayPool<int>.Shared.Rent(_arithmetic.Drop == 0 ? 0 : _samples);
        for (int y = from; y < to; y++)
        {
            for (int i = 0; i < _tiles.Length; i++)
            {
                AreaTile tile = _tiles[i];
                LinesAhead ahead = After(i, y, to, pixels, stride);
                ReadOnlySpan<byte> columns = pixels[tile.First..];
                Span<ushort> sumsOfRows = rows.AsSpan(tile.First, tile.Length);
                if (_arithmetic.Drop == 0) AreaRows.Sum<TWords>(columns, stride, _arithmetic.Rows[y], _arithmetic.RowShift, sumsOfRows, ref ahead);
                else AreaRows.SumLong<TWords>(columns, stride, _arithmetic.Rows[y], _arithmetic.Drop, sumsOfRows, totals, ref ahead);
                Weigh(rows, sums, tile, ref ahead);
            }

            Divide(sums, output.Slice(y * line, line));
        }

        ArrayPool<int>.Shared.Return(totals);
        ArrayPool<int>.Shared.Return(sums);
        ArrayPool<ushort>.Shared.Return(rows);
    }

    private static short WeightOf(AreaSpan span, int pixel, int bits)
    {
        if (span.Before > 0 && pixel-- == 0) return (short)span.Before;
        return (short)(pixel < span.Whole ? 1 << bits : pixel == span.Whole ? span.After : 0);
    }

    /// <summary>What is read after a tile of an output row, where two tiles fit into the second cache.</summary>
    private LinesAhead After(int tile, int y, int to, ReadOnlySpan<byte> pixels, int stride)
    {
        int turns = AreaRows.Turns<TWords>(_tiles[tile].Length) + _tiles[tile].Groups;
        if (++tile == _tiles.Length) (tile, y) = (0, y + 1);
        if (y == to || !Prefetch.IsSupported) return default;

        // The row that two outputs share was read for the first of them.
        AreaSpan span = _arithmetic.Rows[y];
        int rows = span.Start + span.Length - span.First, length = _tiles[tile].Length;
        if ((long)rows * length > MostBytesAhead) return default;
        ref byte first = ref Unsafe.Add(ref MemoryMarshal.GetReference(pixels), ((nint)span.First * stride) + _tiles[tile].First);
        return new LinesAhead(ref first, stride, rows, length, turns);
    }

    /// <summary>
    /// The horizontal pass: H of the outputs that end in a tile. It needs no memory, so that what comes next is asked for
    /// meanwhile.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Weigh(ushort[] rows, int[] sums, AreaTile tile, ref LinesAhead ahead)
    {
        switch (_channels)
        {
            case 1: Weigh(rows, sums, tile, 1, ref ahead); break;
            case 3: Weigh(rows, sums, tile, 3, ref ahead); break;
            default: Weigh(rows, sums, tile, 4, ref ahead); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Weigh(ushort[] rows, int[] sums, AreaTile tile, int channels, ref LinesAhead ahead)
    {
        LinesAhead lines = ahead;
        int group = TWords.Outputs(channels), step = _weights.Length / _starts.Length * group, steps = _steps;
        ref ushort words = ref MemoryMarshal.GetArrayDataReference(rows);
        ref int start = ref _starts[tile.Group * group];
        ref short weights = ref _weights[tile.Group * step];
        ref int target = ref sums[tile.Group * group * channels];
        for (int i = 0; i < tile.Groups; i++)
        {
            TWords.Weigh(ref words, ref start, ref weights, steps, channels, ref target);
            start = ref Unsafe.Add(ref start, group);
            weights = ref Unsafe.Add(ref weights, step);
            target = ref Unsafe.Add(ref target, group * channels);
            lines.Turn();
        }

        ahead = lines;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Divide(int[] sums, Span<byte> output)
    {
        ref int from = ref MemoryMarshal.GetArrayDataReference(sums);
        ref byte to = ref MemoryMarshal.GetReference(output);
        uint reciprocal = _arithmetic.Reciprocal;
        int shift = _arithmetic.Shift;
        if (output.Length < TWords.Sums)
        {
            for (int i = 0; i < output.Length; i++)
                Words16.Divide(ref Unsafe.Add(ref from, i), ref Unsafe.Add(ref to, i), reciprocal, shift);
            return;
        }

        for (int i = 0; i < output.Length; i += TWords.Sums)
        {
            int at = Math.Min(i, output.Length - TWords.Sums);
            TWords.Divide(ref Unsafe.Add(ref from, at), ref Unsafe.Add(ref to, at), reciprocal, shift);
        }
    }
}
