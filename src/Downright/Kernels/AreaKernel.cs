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
    /// <summary>The most that is asked for at once: half of a second cache of 512 KB.</summary>
    private const int MostBytesAhead = 1 << 18;

    /// <summary>Rows of an output with up to so many bytes in all are asked for in order, during both passes of the output before.</summary>
    private const int MostBytesInOrder = 24 << 10;

    private readonly AreaArithmetic _arithmetic;
    private readonly int _channels;
    private readonly int _samples;
    private readonly int[] _starts;
    private readonly AreaWeights _weights;
    private readonly bool _isInOrder;
    private readonly int _rowsAhead;

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
        _weights = new AreaWeights(outputs, group, TWords.PixelOrder(channels), arithmetic.ColumnBits);

        _isInOrder = (long)arithmetic.Rows.Max(span => span.Length) * _samples <= MostBytesInOrder;

        // Otherwise these are the rows that memory delivers during the horizontal pass: as many bytes as words are weighed.
        long delivered = (long)_weights.Starts.Length * (_weights.Steps + 1) * TWords.Count;
        _rowsAhead = (int)Math.Min((delivered + _samples - 1) / _samples, MostBytesAhead / _samples);
    }

    public override void Scale(ReadOnlySpan<byte> pixels, int stride, Span<byte> output, int from, int to)
    {
        int line = _arithmetic.Columns.Length * _channels;

        // Whole vectors are read and stored: beyond the row's end there is room, and the weights are 0.
        using var memory = new AlignedBytes((_samples + ((_weights.Steps + 1) * Math.Max(TWords.Count, 8))) * sizeof(ushort));
        Span<ushort> rows = MemoryMarshal.Cast<byte, ushort>(memory.Span);
        int[] sums = ArrayPool<int>.Shared.Rent((_starts.Length * _channels) + Vector512<int>.Count);
        int[] totals = ArrayPool<int>.Shared.Rent(_arithmetic.Drop == 0 ? 0 : _samples);
        for (int y = from; y < to; y++)
        {
            AreaSpan span = _arithmetic.Rows[y], next = _arithmetic.Rows[Math.Min(y + 1, to - 1)];
            RowsAhead ahead = _isInOrder ? default : RowsAhead.Of(_rowsAhead, _samples, (nint)(next.First - span.First) * stride);
            LinesAhead lines = y + 1 < to ? FirstRows(next, pixels, stride) : default;
            if (_arithmetic.Drop == 0) AreaRows.Sum<TWords>(pixels, stride, span, _arithmetic.RowShift, rows[.._samples], ahead, ref lines);
            else AreaRows.SumLong<TWords>(pixels, stride, span, _arithmetic.Drop, rows[.._samples], totals, ahead, ref lines);
            Weigh(rows, sums, lines);
            Divide(sums, output.Slice(y * line, line));
        }

        ArrayPool<int>.Shared.Return(totals);
        ArrayPool<int>.Shared.Return(sums);
    }

    /// <summary>The rows of an output that are asked for in order. The one that it shares with the output before was read for that.</summary>
    private LinesAhead FirstRows(AreaSpan span, ReadOnlySpan<byte> pixels, int stride)
    {
        if (!Prefetch.IsSupported) return default;
        int rows = span.Start + span.Length - span.First, turns = _weights.Starts.Length;
        if (_isInOrder) turns += AreaRows.Turns<TWords>(_samples);
        else rows = Math.Min(rows, _rowsAhead);
        return new LinesAhead(ref Unsafe.Add(ref MemoryMarshal.GetReference(pixels), (nint)span.First * stride), stride, rows, _samples, turns);
    }

    /// <summary>The horizontal pass: H of all outputs. It needs no memory, so that what comes next is asked for meanwhile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Weigh(Span<ushort> rows, int[] sums, LinesAhead ahead)
    {
        switch (_channels)
        {
            case 1: Weigh(rows, sums, 1, ahead); break;
            case 3: Weigh(rows, sums, 3, ahead); break;
            default: Weigh(rows, sums, 4, ahead); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Weigh(Span<ushort> rows, int[] sums, int channels, LinesAhead ahead)
    {
        int group = TWords.Outputs(channels), steps = _weights.Steps;
        ref ushort words = ref MemoryMarshal.GetReference(rows);
        ref int start = ref MemoryMarshal.GetArrayDataReference(_starts);
        ref int target = ref MemoryMarshal.GetArrayDataReference(sums);
        ref short weights = ref MemoryMarshal.GetReference(_weights.Values);
        foreach (int weight in _weights.Starts)
        {
            TWords.Weigh(ref words, ref start, ref Unsafe.Add(ref weights, weight), steps, channels, ref target);
            start = ref Unsafe.Add(ref start, group);
            target = ref Unsafe.Add(ref target, group * channels);
            ahead.Turn();
        }
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
