using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Downright.Kernels;

/// <summary>
/// Selects the value of a given rank, counted from the highest, among the elements of many sets at once, bit by bit from the
/// highest: where more candidates have a 1 than the rank says, the value's bit is 1 and those with a 0 drop out; else it is
/// 0, those with a 1 drop out, and the rank loses their number. Every bit of a vector is a set of its own. Candidates are
/// counted by full adders over whole vectors (Harley and Seal's population count). Counting starts at −1 − rank: what
/// carries out of the highest bit is the value's bit, and where nothing does the sum is −1 − the next rank.
/// </summary>
/// <param name="planes">The elements' planes, the lowest bit's first.</param>
/// <param name="planeStep">Bytes from a plane to the next.</param>
/// <param name="elements">Where each element lies in a plane; a multiple of 8 of them.</param>
/// <param name="masks">The masks that say in which sets an element takes part.</param>
/// <param name="maskOf">Where each element's mask lies.</param>
/// <param name="starts">The bits of the sets' −1 − rank, the lowest first.</param>
/// <param name="startStep">Bytes from a bit of these to the next.</param>
/// <param name="levels">The number of these bits: enough for the number of elements, and at least 4.</param>
internal readonly ref struct BitSelection(
    ReadOnlySpan<byte> planes, int planeStep, ReadOnlySpan<int> elements, ReadOnlySpan<byte> masks, ReadOnlySpan<int> maskOf, ReadOnlySpan<byte> starts, int startStep, int levels)
{
    /// <summary>Each pass takes this many elements at once.</summary>
    public const int Group = 8;

    /// <summary>The fewest bits of a rank.</summary>
    public const int LeastLevels = 4;

    private readonly ReadOnlySpan<byte> _planes = planes;
    private readonly ReadOnlySpan<int> _elements = elements;
    private readonly ReadOnlySpan<byte> _masks = masks;
    private readonly ReadOnlySpan<int> _maskOf = maskOf;
    private readonly ReadOnlySpan<byte> _starts = starts;

    /// <summary>The memory that a selection needs: for each element where it is a candidate, and two counters.</summary>
    public static int Scratch(int elements, int levels, int chunkBytes) => (elements + (2 * levels)) * chunkBytes;

    /// <summary>Selects in one part of the planes.</summary>
    /// <param name="chunk">The part.</param>
    /// <param name="scratch">Memory to work in.</param>
    /// <param name="values">The bits of the values, the lowest first.</param>
    /// <param name="valueStep">Bytes from a bit of the values to the next.</param>
    public void Select(BitChunk chunk, Span<byte> scratch, Span<byte> values, int valueStep)
    {
        switch (chunk.Bytes)
        {
            case 128: Select<Bits1024>(chunk.Start, scratch, values, valueStep); break;
            case 96: Select<Bits768>(chunk.Start, scratch, values, valueStep); break;
            case 64: Select<Bits512>(chunk.Start, scratch, values, valueStep); break;
            case 32: Select<Bits256>(chunk.Start, scratch, values, valueStep); break;
            case 16: Select<Bits128>(chunk.Start, scratch, values, valueStep); break;
            default: Select<Bits64>(chunk.Start, scratch, values, valueStep); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Select<T>(int start, Span<byte> scratch, Span<byte> values, int valueStep)
        where T : unmanaged, ILogic<T>
    {
        Span<T> memory = MemoryMarshal.Cast<byte, T>(scratch);
        Span<T> rest = memory[..levels], sums = memory.Slice(levels, levels);
        ref byte kept = ref Unsafe.As<T, byte>(ref memory[2 * levels]);
        for (int level = 0; level < rest.Length; level++) rest[level] = sums[level] = T.Load(ref At(_starts, (level * startStep) + start));

        ref byte mask = ref At(_masks, start);
        ref byte plane = ref At(_planes, (7 * planeStep) + start);
        T bits = Count<T, First<T>>(ref kept, ref mask, _maskOf, ref plane, planeStep, _elements, default, sums);
        for (int bit = 7; ; bit--)
        {
            bits.Store(ref At(values, (bit * valueStep) + start));
            if (bit == 0) return;

            for (int level = 0; level < rest.Length; level++) rest[level] = sums[level] = T.Merge(bits, rest[level], sums[level]);
            T dropped = bits ^ T.Broadcast(byte.MaxValue);
            plane = ref Unsafe.Subtract(ref plane, planeStep);
            bits = bit == 7
                ? Count<T, Second<T>>(ref kept, ref mask, _maskOf, ref plane, planeStep, _elements, dropped, sums)
                : Count<T, Further<T>>(ref kept, ref mask, _maskOf, ref plane, planeStep, _elements, dropped, sums);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref byte At(ReadOnlySpan<byte> memory, int offset) => ref Unsafe.Add(ref MemoryMarshal.GetReference(memory), offset);

    /// <summary>Adds the number of candidates with a 1 to the sums, and returns what carries out of them. Those whose last bit is a dropped one drop out before.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static T Count<T, TStep>(ref byte kept, ref byte mask, ReadOnlySpan<int> maskOf, ref byte plane, nint last, ReadOnlySpan<int> elements, T dropped, Span<T> sums)
        where T : unmanaged, ILogic<T>
        where TStep : IStep<T>
    {
        T ones = sums[0], twos = sums[1], fours = sums[2], eights = sums[3], carry = default, carried = default;
        bool isSecond = false;
        ref int element = ref MemoryMarshal.GetReference(elements);
        ref int masked = ref MemoryMarshal.GetReference(maskOf);
        ref int end = ref Unsafe.Add(ref element, elements.Length);
        while (Unsafe.IsAddressLessThan(ref element, ref end))
        {
            T a = Ones<T, TStep>(ref kept, ref mask, ref masked, ref plane, last, ref element, 0, dropped);
            T b = Ones<T, TStep>(ref kept, ref mask, ref masked, ref plane, last, ref element, 1, dropped);
            T twoA = T.Carry(ones, a, b);
            ones = T.Sum(ones, a, b);
            a = Ones<T, TStep>(ref kept, ref mask, ref masked, ref plane, last, ref element, 2, dropped);
            b = Ones<T, TStep>(ref kept, ref mask, ref masked, ref plane, last, ref element, 3, dropped);
            T twoB = T.Carry(ones, a, b);
            ones = T.Sum(ones, a, b);
            T fourA = T.Carry(twos, twoA, twoB);
            twos = T.Sum(twos, twoA, twoB);
            a = Ones<T, TStep>(ref kept, ref mask, ref masked, ref plane, last, ref element, 4, dropped);
            b = Ones<T, TStep>(ref kept, ref mask, ref masked, ref plane, last, ref element, 5, dropped);
            twoA = T.Carry(ones, a, b);
            ones = T.Sum(ones, a, b);
            a = Ones<T, TStep>(ref kept, ref mask, ref masked, ref plane, last, ref element, 6, dropped);
            b = Ones<T, TStep>(ref kept, ref mask, ref masked, ref plane, last, ref element, 7, dropped);
            twoB = T.Carry(ones, a, b);
            ones = T.Sum(ones, a, b);
            T fourB = T.Carry(twos, twoA, twoB);
            twos = T.Sum(twos, twoA, twoB);
            T eight = T.Carry(fours, fourA, fourB);
            fours = T.Sum(fours, fourA, fourB);

            // Two eights at a time, so that the higher bits are touched every sixteen elements.
            if (isSecond)
            {
                carried ^= Ripple(T.Carry(eights, carry, eight), sums);
                eights = T.Sum(eights, carry, eight);
            }
            else
            {
                carry = eight;
            }

            isSecond = !isSecond;
            element = ref Unsafe.Add(ref element, Group);
            masked = ref Unsafe.Add(ref masked, Group);
            kept = ref Unsafe.Add(ref kept, Group * T.Bytes);
        }

        if (isSecond)
        {
            carried ^= Ripple(eights & carry, sums);
            eights ^= carry;
        }

        (sums[0], sums[1], sums[2], sums[3]) = (ones, twos, fours, eights);
        return carried;
    }

    /// <summary>Adds to the bits that count sixteens and more, and returns what carries out of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Ripple<T>(T carry, Span<T> sums)
        where T : unmanaged, ILogic<T>
    {
        for (int level = 4; level < sums.Length; level++)
        {
            T sum = sums[level];
            sums[level] = sum ^ carry;
            carry &= sum;
        }

        return carry;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Ones<T, TStep>(ref byte kept, ref byte mask, ref int maskOf, ref byte plane, nint last, ref int elements, int element, T dropped)
        where T : unmanaged, ILogic<T>
        where TStep : IStep<T>
    {
        ref byte at = ref Unsafe.Add(ref plane, Unsafe.Add(ref elements, element));
        return T.Load(ref at) & TStep.Candidates(
            ref Unsafe.Add(ref kept, element * T.Bytes), ref mask, ref Unsafe.Add(ref maskOf, element), ref Unsafe.Add(ref at, last), dropped);
    }

    private interface IStep<T>
    {
        /// <summary>Where an element is still a candidate.</summary>
        /// <param name="kept">Where that is kept from bit to bit.</param>
        /// <param name="mask">The first mask.</param>
        /// <param name="maskOf">Where the element's mask lies.</param>
        /// <param name="last">The element in the plane of the last bit.</param>
        /// <param name="dropped">The last bit of those that drop out.</param>
        static abstract T Candidates(ref byte kept, ref byte mask, ref int maskOf, ref byte last, T dropped);
    }

    /// <summary>Before the highest bit every element is where its mask says so.</summary>
    private readonly struct First<T> : IStep<T>
        where T : unmanaged, ILogic<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Candidates(ref byte kept, ref byte mask, ref int maskOf, ref byte last, T dropped) => T.Load(ref Unsafe.Add(ref mask, maskOf));
    }

    /// <summary>After it, only those are that have the value's bit.</summary>
    private readonly struct Second<T> : IStep<T>
        where T : unmanaged, ILogic<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Candidates(ref byte kept, ref byte mask, ref int maskOf, ref byte last, T dropped)
        {
            T candidates = T.KeepUnequal(T.Load(ref Unsafe.Add(ref mask, maskOf)), T.Load(ref last), dropped);
            candidates.Store(ref kept);
            return candidates;
        }
    }

    /// <summary>And of them, bit by bit, ever fewer.</summary>
    private readonly struct Further<T> : IStep<T>
        where T : unmanaged, ILogic<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Candidates(ref byte kept, ref byte mask, ref int maskOf, ref byte last, T dropped)
        {
            T candidates = T.KeepUnequal(T.Load(ref kept), T.Load(ref last), dropped);
            candidates.Store(ref kept);
            return candidates;
        }
    }
}
