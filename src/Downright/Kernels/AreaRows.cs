using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Downright.Kernels;

/// <summary>The vertical pass of area scaling: V of one output row. Sums stay in registers while the rows go by.</summary>
internal static class AreaRows
{
    /// <summary>How many rows of bytes fit into a 16-bit sum.</summary>
    private const int RowsOfSum = 128;

    /// <summary>How often the vertical pass asks for memory in order.</summary>
    public static int Turns<TWords>(int samples)
        where TWords : struct, IWords<TWords> => samples / (4 * TWords.Count);

    /// <param name="pixels">The source from its first row on.</param>
    /// <param name="stride">Bytes from one row's start to the next one's.</param>
    /// <param name="span">The rows of the output.</param>
    /// <param name="shift">The fractional bits of V.</param>
    /// <param name="sums">V for every sample of a row.</param>
    /// <param name="ahead">What is asked for meanwhile in each row; none where rows are asked for in order.</param>
    /// <param name="lines">What is asked for in order.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum<TWords>(ReadOnlySpan<byte> pixels, int stride, AreaSpan span, int shift, Span<ushort> sums, RowsAhead ahead, ref LinesAhead lines)
        where TWords : struct, IWords<TWords>
    {
        if (sums.Length < TWords.Count)
        {
            Sum<Words16>(pixels, stride, span, shift, sums, ahead, ref lines);
            return;
        }

        // The bounds of everything below: the last row that is read ends within the pixels.
        int last = span.Start + span.Length - 1;
        _ = pixels.Slice(last * stride, sums.Length);
        ref byte first = ref Unsafe.Add(ref MemoryMarshal.GetReference(pixels), (nint)span.First * stride);
        ref ushort target = ref MemoryMarshal.GetReference(sums);

        int x = ahead.Near > 0
            ? SumAhead<TWords>(ref first, stride, span, shift, sums, ahead)
            : SumInOrder<TWords>(ref first, stride, span, shift, sums, ref lines);
        for (; x < sums.Length; x += TWords.Count)
        {
            // The last vector ends with the row, where it must.
            int at = Math.Min(x, sums.Length - TWords.Count);
            One<TWords>(ref Unsafe.Add(ref first, at), stride, span, shift, ref Unsafe.Add(ref target, at));
        }
    }

    /// <summary>Sums the whole stripes, and says where they end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int SumAhead<TWords>(ref byte first, nint stride, AreaSpan span, int shift, Span<ushort> sums, RowsAhead ahead)
        where TWords : struct, IWords<TWords>
    {
        ref ushort target = ref MemoryMarshal.GetReference(sums);
        int x = 0;
        for (; x <= sums.Length - (4 * TWords.Count); x += 4 * TWords.Count)
        {
            nint further = x + ahead.Near < sums.Length ? ahead.Near : ahead.Next;
            Four<TWords>(ref Unsafe.Add(ref first, x), stride, span, shift, ref Unsafe.Add(ref target, x), ahead.From, further);
        }

        return x;
    }

    /// <inheritdoc cref="SumAhead{TWords}"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int SumInOrder<TWords>(ref byte first, nint stride, AreaSpan span, int shift, Span<ushort> sums, ref LinesAhead lines)
        where TWords : struct, IWords<TWords>
    {
        // In a local of its own it stays in registers.
        LinesAhead ahead = lines;
        ref ushort target = ref MemoryMarshal.GetReference(sums);
        int x = 0;
        for (; x <= sums.Length - (4 * TWords.Count); x += 4 * TWords.Count)
        {
            ahead.Turn();
            Four<TWords>(ref Unsafe.Add(ref first, x), stride, span, shift, ref Unsafe.Add(ref target, x), int.MaxValue, 0);
        }

        lines = ahead;
        return x;
    }

    /// <summary>The same where the sums do not fit into 16 bits: V loses its low bits in the end, rounded.</summary>
    public static void SumLong<TWords>(ReadOnlySpan<byte> pixels, int stride, AreaSpan span, int drop, Span<ushort> sums, Span<int> totals, RowsAhead ahead, ref LinesAhead lines)
        where TWords : struct, IWords<TWords>
    {
        totals = totals[..sums.Length];
        totals.Fill(1 << (drop - 1));
        for (int done = 0; done == 0 || done < span.Whole; done += RowsOfSum)
        {
            int whole = Math.Min(RowsOfSum, span.Whole - done);
            bool isFirst = done == 0, isLast = done + whole == span.Whole;
            var part = new AreaSpan(span.First + done, whole, isFirst ? span.Before : 0, isLast ? span.After : 0);
            Sum<TWords>(pixels, stride, part, 0, sums, ahead, ref lines);
            for (int x = 0; x < sums.Length; x++) totals[x] += sums[x];
        }

        for (int x = 0; x < sums.Length; x++) sums[x] = (ushort)(totals[x] >> drop);
    }

    /// <summary>
    /// Four vectors; rows from a given one on ask for what is ahead. Bytes are added in pairs, as words that may wrap
    /// around, and the second ones by themselves too: less work than to widen all of them.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Four<TWords>(ref byte first, nint stride, AreaSpan span, int shift, ref ushort sums, int from, nint ahead)
        where TWords : struct, IWords<TWords>
    {
        int n = 2 * TWords.Count;
        TWords a = default, b = default, oddA = default, oddB = default;
        ref byte row = ref first;
        for (int i = 0; i < span.Whole; i++)
        {
            if (i >= from) Ask<TWords>(ref row, ahead);
            TWords pairsA = TWords.LoadPairs(ref row), pairsB = TWords.LoadPairs(ref Unsafe.Add(ref row, n));
            a += pairsA;
            b += pairsB;
            oddA += pairsA >>> 8;
            oddB += pairsB >>> 8;
            row = ref Unsafe.Add(ref row, stride);
        }

        TWords evenA = (a - (oddA << 8)) << shift, evenB = (b - (oddB << 8)) << shift;
        oddA <<= shift;
        oddB <<= shift;
        if (span.After > 0)
        {
            if (span.Whole >= from) Ask<TWords>(ref row, ahead);
            TWords weight = TWords.Broadcast(span.After);
            AddPart(ref row, weight, ref evenA, ref oddA);
            AddPart(ref Unsafe.Add(ref row, n), weight, ref evenB, ref oddB);
        }

        if (span.Before > 0)
        {
            TWords weight = TWords.Broadcast(span.Before);
            row = ref Unsafe.Subtract(ref first, stride);
            AddPart(ref row, weight, ref evenA, ref oddA);
            AddPart(ref Unsafe.Add(ref row, n), weight, ref evenB, ref oddB);
        }

        TWords.StoreInTurns(evenA, oddA, ref sums);
        TWords.StoreInTurns(evenB, oddB, ref Unsafe.Add(ref sums, n));
    }

    /// <summary>Asks for as many bytes as four vectors have words. Samples one by one need no asking.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Ask<TWords>(ref byte memory, nint ahead)
        where TWords : struct, IWords<TWords>
    {
        if (TWords.Count > 1) Prefetch.Line(ref memory, ahead);
        if (4 * TWords.Count > AlignedBytes.Line) Prefetch.Line(ref memory, ahead + AlignedBytes.Line);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void One<TWords>(ref byte first, nint stride, AreaSpan span, int shift, ref ushort sums)
        where TWords : struct, IWords<TWords>
    {
        TWords sum = default;
        ref byte row = ref first;
        for (int i = 0; i < span.Whole; i++)
        {
            sum += TWords.LoadBytes(ref row);
            row = ref Unsafe.Add(ref row, stride);
        }

        sum <<= shift;
        if (span.After > 0) sum += Part(ref row, TWords.Broadcast(span.After));
        if (span.Before > 0) sum += Part(ref Unsafe.Subtract(ref first, stride), TWords.Broadcast(span.Before));
        sum.Store(ref sums);
    }

    /// <summary>(sample · part + 128) >> 8</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TWords Part<TWords>(ref byte samples, TWords part)
        where TWords : struct, IWords<TWords> => TWords.MultiplyHigh(TWords.LoadBytes(ref samples) << 7, part);

    /// <summary>Adds such parts of pairs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddPart<TWords>(ref byte samples, TWords part, ref TWords even, ref TWords odd)
        where TWords : struct, IWords<TWords>
    {
        TWords pairs = TWords.LoadPairs(ref samples), mask = TWords.Broadcast(0xFF << 7);
        even += TWords.MultiplyHigh((pairs << 7) & mask, part);
        odd += TWords.MultiplyHigh((pairs >>> 1) & mask, part);
    }
}
