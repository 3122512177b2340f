using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Downright.Kernels;

/// <summary>
/// Selects the value of a given rank among the elements of many sets at once, bit by bit from the highest: where more
/// candidates have a 0 than the rank says, the value's bit is 0 and those with a 1 drop out; else it is 1, those with a 0
/// drop out, and the rank loses their number. Every bit of a vector is a set of its own. Candidates are counted by full
/// adders over whole vectors (Harley and Seal's population count).
/// </summary>
/// <param name="planes">The elements' planes, the lowest bit's first.</param>
/// <param name="planeStep">Bytes from a plane to the next.</param>
/// <param name="elements">Where each element lies in a plane; a multiple of 8 of them.</param>
/// <param name="masks">The masks that say in which sets an element takes part.</param>
/// <param name="maskOf">Where each element's mask lies.</param>
/// <param name="ranks">The bits of the sets' ranks, the lowest first.</param>
/// <param name="rankStep">Bytes from a bit of the ranks to the next.</param>
/// <param name="levels">The number of a rank's bits: enough for the number of elements.</param>
internal readonly ref struct BitSelection(
    ReadOnlySpan<byte> planes, int planeStep, ReadOnlySpan<int> elements, ReadOnlySpan<byte> masks, ReadOnlySpan<int> maskOf, ReadOnlySpan<byte> ranks, int rankStep, int levels)
{
    /// <summary>The most bits that a rank may have.</summary>
    public const int MostLevels = 24;

    /// <summary>Each pass takes this many elements at once, twice.</summary>
    public const int Group = 8;

    private readonly ReadOnlySpan<byte> _planes = planes;
    private readonly ReadOnlySpan<int> _elements = elements;
    private readonly ReadOnlySpan<byte> _masks = masks;
    private readonly ReadOnlySpan<int> _maskOf = maskOf;
    private readonly ReadOnlySpan<byte> _ranks = ranks;

    /// <summary>Selects in one part of the planes.</summary>
    /// <param name="chunk">The part.</param>
    /// <param name="candidates">Room for 64 bytes an element.</param>
    /// <param name="values">The bits of the values, the lowest first.</param>
    /// <param name="valueStep">Bytes from a bit of the values to the next.</param>
    public void Select(VectorChunk chunk, Span<byte> candidates, Span<byte> values, int valueStep)
    {
        switch (chunk.Width)
        {
            case VectorWidth.Bits512: Select<Bits512>(chunk.Start, candidates, values, valueStep); break;
            case VectorWidth.Bits256: Select<Bits256>(chunk.Start, candidates, values, valueStep); break;
            case VectorWidth.Bits128: Select<Bits128>(chunk.Start, candidates, values, valueStep); break;
            default: Select<Bits64>(chunk.Start, candidates, values, valueStep); break;
        }
    }

    private void Select<T>(int start, Span<byte> candidates, Span<byte> values, int valueStep)
        where T : unmanaged, IBits<T>
    {
        Span<T> rank = stackalloc T[MostLevels];
        Span<T> counts = stackalloc T[MostLevels];
        for (int level = 0; level < levels; level++) rank[level] = T.Load(ref At(_ranks, (level * rankStep) + start));

        ref byte kept = ref MemoryMarshal.GetReference(candidates);
        ref byte plane = ref At(_planes, (7 * planeStep) + start);
        Count(new First<T>(ref At(_masks, start), ref kept, ref plane, _elements, _maskOf), _elements.Length, counts[..levels]);
        for (int bit = 7; ; bit--)
        {
            // rank − count, borrowing where the rank is less: there the bit is 0.
            T borrow = default;
            for (int level = 0; level < levels; level++)
            {
                T count = counts[level], r = rank[level];
                counts[level] = T.Sum(r, count, borrow);
                borrow = T.Carry(~r, count, borrow);
            }

            T one = ~borrow;
            for (int level = 0; level < levels; level++) rank[level] ^= (rank[level] ^ counts[level]) & one;
            one.Store(ref At(values, (bit * valueStep) + start));
            if (bit == 0) return;

            ref byte next = ref Unsafe.Subtract(ref plane, planeStep);
            Count(new Next<T>(ref kept, ref plane, ref next, _elements, one), _elements.Length, counts[..levels]);
            plane = ref next;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref byte At(ReadOnlySpan<byte> memory, int offset) => ref Unsafe.Add(ref MemoryMarshal.GetReference(memory), offset);

    /// <summary>How many of the elements are candidates with a 0, as bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Count<T, TCandidates>(TCandidates zeros, int elements, Span<T> counts)
        where T : unmanaged, IBits<T>
        where TCandidates : struct, ICandidates<T>, allows ref struct
    {
        counts.Clear();
        T ones = default, twos = default, fours = default, eights = default;
        int k = 0;
        for (; k <= elements - (2 * Group); k += 2 * Group)
        {
            T first = Eight<T, TCandidates>(ref zeros, k, ref ones, ref twos, ref fours);
            T second = Eight<T, TCandidates>(ref zeros, k + Group, ref ones, ref twos, ref fours);
            T carry = T.Carry(eights, first, second);
            eights = T.Sum(eights, first, second);
            Ripple(carry, counts, 4);
        }

        if (k < elements)
        {
            T last = Eight<T, TCandidates>(ref zeros, k, ref ones, ref twos, ref fours);
            Ripple(eights & last, counts, 4);
            eights ^= last;
        }

        ReadOnlySpan<T> low = [ones, twos, fours, eights];
        for (int level = 0; level < Math.Min(low.Length, counts.Length); level++) counts[level] = low[level];
    }

    /// <summary>Adds eight elements; the result counts eights.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Eight<T, TCandidates>(ref TCandidates zeros, int k, ref T ones, ref T twos, ref T fours)
        where T : unmanaged, IBits<T>
        where TCandidates : struct, ICandidates<T>, allows ref struct
    {
        T a = zeros.Zeros(k), b = zeros.Zeros(k + 1);
        T twoA = T.Carry(ones, a, b);
        ones = T.Sum(ones, a, b);
        a = zeros.Zeros(k + 2);
        b = zeros.Zeros(k + 3);
        T twoB = T.Carry(ones, a, b);
        ones = T.Sum(ones, a, b);
        T fourA = T.Carry(twos, twoA, twoB);
        twos = T.Sum(twos, twoA, twoB);
        a = zeros.Zeros(k + 4);
        b = zeros.Zeros(k + 5);
        twoA = T.Carry(ones, a, b);
        ones = T.Sum(ones, a, b);
        a = zeros.Zeros(k + 6);
        b = zeros.Zeros(k + 7);
        twoB = T.Carry(ones, a, b);
        ones = T.Sum(ones, a, b);
        T fourB = T.Carry(twos, twoA, twoB);
        twos = T.Sum(twos, twoA, twoB);
        T eight = T.Carry(fours, fourA, fourB);
        fours = T.Sum(fours, fourA, fourB);
        return eight;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Ripple<T>(T carry, Span<T> counts, int level)
        where T : unmanaged, IBits<T>
    {
        for (; level < counts.Length; level++)
        {
            T next = counts[level] & carry;
            counts[level] ^= carry;
            carry = next;
        }
    }

    private interface ICandidates<T>
    {
        /// <summary>Where an element is a candidate and has a 0.</summary>
        T Zeros(int element);
    }

    /// <summary>Before the highest bit every element is a candidate where its mask says so.</summary>
    private readonly ref struct First<T>(ref byte masks, ref byte kept, ref byte plane, ReadOnlySpan<int> elements, ReadOnlySpan<int> maskOf) : ICandidates<T>
        where T : unmanaged, IBits<T>
    {
        private readonly ref byte _masks = ref masks;
        private readonly ref byte _kept = ref kept;
        private readonly ref byte _plane = ref plane;
        private readonly ref int _elements = ref MemoryMarshal.GetReference(elements);
        private readonly ref int _maskOf = ref MemoryMarshal.GetReference(maskOf);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Zeros(int element)
        {
            T candidates = T.Load(ref Unsafe.Add(ref _masks, Unsafe.Add(ref _maskOf, element)));
            candidates.Store(ref Unsafe.Add(ref _kept, element * T.Bytes));
            return T.AndNot(candidates, T.Load(ref Unsafe.Add(ref _plane, Unsafe.Add(ref _elements, element))));
        }
    }

    /// <summary>After a bit only those remain that have the value's.</summary>
    private readonly ref struct Next<T>(ref byte kept, ref byte plane, ref byte next, ReadOnlySpan<int> elements, T bit) : ICandidates<T>
        where T : unmanaged, IBits<T>
    {
        private readonly ref byte _kept = ref kept;
        private readonly ref byte _plane = ref plane;
        private readonly ref byte _next = ref next;
        private readonly ref int _elements = ref MemoryMarshal.GetReference(elements);
        private readonly T _bit = bit;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Zeros(int element)
        {
            int at = Unsafe.Add(ref _elements, element);
            ref byte place = ref Unsafe.Add(ref _kept, element * T.Bytes);
            T candidates = T.KeepEqual(T.Load(ref place), T.Load(ref Unsafe.Add(ref _plane, at)), _bit);
            candidates.Store(ref place);
            return T.AndNot(candidates, T.Load(ref Unsafe.Add(ref _next, at)));
        }
    }
}
