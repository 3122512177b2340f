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

    /// <summary>Each pass takes this many elements at once.</summary>
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
        Count<T, All<T>>(ref kept, ref At(_masks, start), _maskOf, ref plane, _elements, default, counts[..levels]);
        for (int bit = 7; ; bit--)
        {
            T one = Compare(rank[..levels], counts[..levels]);
            one.Store(ref At(values, (bit * valueStep) + start));
            if (bit == 0) return;

            ref byte next = ref Unsafe.Subtract(ref plane, planeStep);
            if (bit == 1) Count<T, Final<T>>(ref kept, ref plane, _elements, ref next, _elements, one, counts[..levels]);
            else Count<T, Remaining<T>>(ref kept, ref plane, _elements, ref next, _elements, one, counts[..levels]);
            plane = ref next;
        }
    }

    /// <summary>Where no more zeros are there than the rank says; the rank loses them there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Compare<T>(Span<T> rank, Span<T> zeros)
        where T : unmanaged, IBits<T>
    {
        // rank − zeros, which borrows where the rank is less.
        zeros = zeros[..rank.Length];
        T borrow = default;
        for (int level = 0; level < rank.Length; level++)
        {
            T r = rank[level], count = zeros[level];
            zeros[level] = T.Sum(r, count, borrow);
            borrow = T.Carry(~r, count, borrow);
        }

        T fits = ~borrow;
        for (int level = 0; level < rank.Length; level++) rank[level] ^= (rank[level] ^ zeros[level]) & fits;
        return fits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref byte At(ReadOnlySpan<byte> memory, int offset) => ref Unsafe.Add(ref MemoryMarshal.GetReference(memory), offset);

    /// <summary>How many elements are candidates with a 0, as bits. Those without the value's last bit drop out before.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Count<T, TStep>(ref byte kept, ref byte last, ReadOnlySpan<int> lastOf, ref byte plane, ReadOnlySpan<int> elements, T bit, Span<T> counts)
        where T : unmanaged, IBits<T>
        where TStep : IStep<T>
    {
        counts.Clear();
        T ones = default, twos = default, fours = default, eights = default, carry = default;
        bool isSecond = false;
        ref int element = ref MemoryMarshal.GetReference(elements);
        ref int before = ref MemoryMarshal.GetReference(lastOf);
        ref int end = ref Unsafe.Add(ref element, elements.Length);
        while (Unsafe.IsAddressLessThan(ref element, ref end))
        {
            T a = Zeros<T, TStep>(ref kept, ref last, ref before, ref plane, ref element, 0, bit);
            T b = Zeros<T, TStep>(ref kept, ref last, ref before, ref plane, ref element, 1, bit);
            T twoA = T.Carry(ones, a, b);
            ones = T.Sum(ones, a, b);
            a = Zeros<T, TStep>(ref kept, ref last, ref before, ref plane, ref element, 2, bit);
            b = Zeros<T, TStep>(ref kept, ref last, ref before, ref plane, ref element, 3, bit);
            T twoB = T.Carry(ones, a, b);
            ones = T.Sum(ones, a, b);
            T fourA = T.Carry(twos, twoA, twoB);
            twos = T.Sum(twos, twoA, twoB);
            a = Zeros<T, TStep>(ref kept, ref last, ref before, ref plane, ref element, 4, bit);
            b = Zeros<T, TStep>(ref kept, ref last, ref before, ref plane, ref element, 5, bit);
            twoA = T.Carry(ones, a, b);
            ones = T.Sum(ones, a, b);
            a = Zeros<T, TStep>(ref kept, ref last, ref before, ref plane, ref element, 6, bit);
            b = Zeros<T, TStep>(ref kept, ref last, ref before, ref plane, ref element, 7, bit);
            twoB = T.Carry(ones, a, b);
            ones = T.Sum(ones, a, b);
            T fourB = T.Carry(twos, twoA, twoB);
            twos = T.Sum(twos, twoA, twoB);
            T eight = T.Carry(fours, fourA, fourB);
            fours = T.Sum(fours, fourA, fourB);

            // Two eights at a time, so that the higher bits are touched every sixteen elements.
            if (isSecond)
            {
                Ripple(T.Carry(eights, carry, eight), counts);
                eights = T.Sum(eights, carry, eight);
            }
            else
            {
                carry = eight;
            }

            isSecond = !isSecond;
            element = ref Unsafe.Add(ref element, Group);
            before = ref Unsafe.Add(ref before, Group);
            kept = ref Unsafe.Add(ref kept, Group * T.Bytes);
        }

        if (isSecond)
        {
            Ripple(eights & carry, counts);
            eights ^= carry;
        }

        counts[0] = ones;
        if (counts.Length > 1) counts[1] = twos;
        if (counts.Length > 2) counts[2] = fours;
        if (counts.Length > 3) counts[3] = eights;
    }

    /// <summary>Adds to the bits that count sixteens and more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Ripple<T>(T carry, Span<T> counts)
        where T : unmanaged, IBits<T>
    {
        for (int level = 4; level < counts.Length; level++)
        {
            T count = counts[level];
            counts[level] = count ^ carry;
            carry &= count;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Zeros<T, TStep>(ref byte kept, ref byte last, ref int lastOf, ref byte plane, ref int elements, int element, T bit)
        where T : unmanaged, IBits<T>
        where TStep : IStep<T>
    {
        T candidates = TStep.Candidates(ref Unsafe.Add(ref kept, element * T.Bytes), ref Unsafe.Add(ref last, Unsafe.Add(ref lastOf, element)), bit);
        return T.AndNot(candidates, T.Load(ref Unsafe.Add(ref plane, Unsafe.Add(ref elements, element))));
    }

    private interface IStep<T>
    {
        /// <summary>Where an element is still a candidate.</summary>
        /// <param name="kept">Where that is kept from bit to bit.</param>
        /// <param name="last">The plane of the last bit, or the element's mask.</param>
        /// <param name="bit">The values' last bit.</param>
        static abstract T Candidates(ref byte kept, ref byte last, T bit);
    }

    /// <summary>Before the highest bit every element is where its mask says so.</summary>
    private readonly struct All<T> : IStep<T>
        where T : unmanaged, IBits<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Candidates(ref byte kept, ref byte last, T bit)
        {
            T candidates = T.Load(ref last);
            candidates.Store(ref kept);
            return candidates;
        }
    }

    /// <summary>After a bit only those are that have the value's.</summary>
    private readonly struct Remaining<T> : IStep<T>
        where T : unmanaged, IBits<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Candidates(ref byte kept, ref byte last, T bit)
        {
            T candidates = T.KeepEqual(T.Load(ref kept), T.Load(ref last), bit);
            candidates.Store(ref kept);
            return candidates;
        }
    }

    /// <summary>For the lowest bit nobody needs to know afterwards.</summary>
    private readonly struct Final<T> : IStep<T>
        where T : unmanaged, IBits<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Candidates(ref byte kept, ref byte last, T bit) => T.KeepEqual(T.Load(ref kept), T.Load(ref last), bit);
    }
}
