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
    /// <summary>What is asked for ahead should leave half of the nearest cache to the rest.</summary>
    private const int MostBytesAhead = 1 << 14;

    private readonly AreaArithmetic _arithmetic;
    private readonly int _channels;
    private readonly int _samples;
    private readonly int _steps;
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
        int[] sums = ArrayPool<int>.Shared.Rent(Math.Max((_starts.Length * _channels) + Vector512<int>.Count, _samples));
        Span<ushort> sumsOfRows = rows.AsSpan(0, _samples);
        for (int y = from; y < to; y++)
        {
            AreaSpan span = _arithmetic.Rows[y];
            if (_arithmetic.Drop == 0) AreaRows.Sum<TWords>(pixels, stride, span, _arithmetic.RowShift, sumsOfRows);
            else AreaRows.SumLong<TWords>(pixels, stride, span, _arithmetic.Drop, sumsOfRows, sums);
            ReadOnlySpan<byte> next = y + 1 < to ? Soon(pixels, stride, _arithmetic.Rows[y + 1]) : default;
            Weigh(rows, sums, next);
            Divide(sums, output.Slice(y * line, line));
        }

        ArrayPool<int>.Shared.Return(sums);
        ArrayPool<ushort>.Shared.Return(rows);
    }

    private static short WeightOf(AreaSpan span, int pixel, int bits)
    {
        if (span.Before > 0 && pixel-- == 0) return (short)span.Before;
        return (short)(pixel < span.Whole ? 1 << bits : pixel == span.Whole ? span.After : 0);
    }

    /// <summary>The rows of an output row, where they are small enough to wait in the nearest cache.</summary>
    private static ReadOnlySpan<byte> Soon(ReadOnlySpan<byte> pixels, int stride, AreaSpan span)
    {
        long bytes = Math.Min((long)span.Whole * stride, pixels.Length - ((long)span.First * stride));
        return bytes > MostBytesAhead ? default : pixels.Slice(span.First * stride, (int)bytes);
    }

    /// <summary>
    /// The horizontal pass: H of every sample of the row. It needs no memory, so that the next rows are asked for meanwhile.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Weigh(ushort[] rows, int[] sums, ReadOnlySpan<byte> next)
    {
        ref ushort words = ref MemoryMarshal.GetArrayDataReference(rows);
        ref short weights = ref MemoryMarshal.GetArrayDataReference(_weights);
        ref int target = ref MemoryMarshal.GetArrayDataReference(sums);
        int group = TWords.Outputs(_channels), step = _weights.Length / _starts.Length * group;
        ref int start = ref MemoryMarshal.GetArrayDataReference(_starts);
        switch (_channels)
        {
            case 1: Weigh(ref words, ref start, ref weights, step, 1, ref target, next); break;
            case 3: Weigh(ref words, ref start, ref weights, step, 3, ref target, next); break;
            default: Weigh(ref words, ref start, ref weights, step, 4, ref target, next); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Weigh(ref ushort words, ref int start, ref short weights, int step, int channels, ref int sums, ReadOnlySpan<byte> next)
    {
        int group = TWords.Outputs(channels), steps = _steps, groups = _starts.Length / group;
        int lines = ((next.Length / groups) + AlignedBytes.Line - 1) / AlignedBytes.Line;
        ref byte line = ref MemoryMarshal.GetReference(next);
        for (int x = 0; x < _starts.Length; x += group)
        {
            TWords.Weigh(ref words, ref start, ref weights, steps, channels, ref sums);
            start = ref Unsafe.Add(ref start, group);
            weights = ref Unsafe.Add(ref weights, step);
            sums = ref Unsafe.Add(ref sums, group * channels);
            for (int i = 0; i < lines; i++)
            {
                Prefetch.Line(ref line);
                line = ref Unsafe.Add(ref line, AlignedBytes.Line);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Divide(int[] sums, Span<byte> output)
    {
        ref int from = ref MemoryMarshal.GetArrayDataReference(sums);
        ref byte to = ref MemoryMarshal.GetReference(output);
        if (output.Length < TWords.Sums)
        {
            for (int i = 0; i < output.Length; i++)
                Words16.Divide(ref Unsafe.Add(ref from, i), ref Unsafe.Add(ref to, i), _arithmetic.Reciprocal, _arithmetic.Shift);
            return;
        }

        for (int i = 0; i < output.Length; i += TWords.Sums)
        {
            int at = Math.Min(i, output.Length - TWords.Sums);
            TWords.Divide(ref Unsafe.Add(ref from, at), ref Unsafe.Add(ref to, at), _arithmetic.Reciprocal, _arithmetic.Shift);
        }
    }
}
