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
    private readonly AreaArithmetic _arithmetic;
    private readonly int _channels;
    private readonly int _samples;
    private readonly int _vectors;
    private readonly int[] _starts;
    private readonly short[] _weights;

    public AreaKernel(AreaArithmetic arithmetic, int channels)
    {
        AreaSpan last = arithmetic.Columns[^1];
        _arithmetic = arithmetic;
        _channels = channels;
        _samples = (last.Start + last.Length) * channels;

        _starts = Array.ConvertAll(arithmetic.Columns, span => span.Start * channels);

        ReadOnlySpan<int> order = TWords.PixelOrder(channels);
        int pixels = TWords.Pixels(channels), longest = arithmetic.Columns.Max(span => span.Length);
        _vectors = (longest + pixels - 1) / pixels;
        _weights = new short[arithmetic.Columns.Length * _vectors * order.Length];
        for (int i = 0; i < _weights.Length; i++)
        {
            var (vector, word) = Math.DivRem(i, order.Length);
            AreaSpan span = arithmetic.Columns[vector / _vectors];
            if (order[word] >= 0) _weights[i] = WeightOf(span, (vector % _vectors * pixels) + order[word], arithmetic.ColumnBits);
        }
    }

    public override void Scale(ReadOnlySpan<byte> pixels, int stride, Span<byte> output, int from, int to)
    {
        int line = _arithmetic.Columns.Length * _channels;

        // Whole vectors are read and stored: beyond the row's end there is room, and the weights are 0.
        ushort[] rows = ArrayPool<ushort>.Shared.Rent(_samples + ((_vectors + 1) * Math.Max(TWords.Count, 4)));
        int[] sums = ArrayPool<int>.Shared.Rent(Math.Max(line + Vector128<int>.Count, _samples));
        Span<ushort> sumsOfRows = rows.AsSpan(0, _samples);
        for (int y = from; y < to; y++)
        {
            AreaSpan span = _arithmetic.Rows[y];
            if (_arithmetic.Drop == 0) AreaRows.Sum<TWords>(pixels, stride, span, _arithmetic.RowShift, sumsOfRows);
            else AreaRows.SumLong<TWords>(pixels, stride, span, _arithmetic.Drop, sumsOfRows, sums);
            Weigh(rows, sums);
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

    /// <summary>The horizontal pass: H of every sample of the row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Weigh(ushort[] rows, int[] sums)
    {
        ref ushort words = ref MemoryMarshal.GetArrayDataReference(rows);
        ref short weights = ref MemoryMarshal.GetArrayDataReference(_weights);
        ref int target = ref MemoryMarshal.GetArrayDataReference(sums);
        int step = _vectors * TWords.PixelOrder(_channels).Length;
        ReadOnlySpan<int> starts = _starts;
        switch (_channels)
        {
            case 1:
                for (int x = 0; x < starts.Length; x++)
                    TWords.WeighPixels(ref Unsafe.Add(ref words, starts[x]), ref Unsafe.Add(ref weights, x * step), _vectors, 1).StoreUnsafe(ref target, (nuint)x);
                break;
            case 3:
                for (int x = 0; x < starts.Length; x++)
                    TWords.WeighPixels(ref Unsafe.Add(ref words, starts[x]), ref Unsafe.Add(ref weights, x * step), _vectors, 3).StoreUnsafe(ref target, (nuint)x * 3);
                break;
            default:
                for (int x = 0; x < starts.Length; x++)
                    TWords.WeighPixels(ref Unsafe.Add(ref words, starts[x]), ref Unsafe.Add(ref weights, x * step), _vectors, 4).StoreUnsafe(ref target, (nuint)x * 4);
                break;
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
