using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Downright.Kernels;

/// <summary>
/// Philox4x32-10, a counter-based generator (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3"): 128
/// random bits are a function of a counter and a key, so that every pixel can draw by itself.
/// </summary>
internal static class Philox4x32
{
    private const int Rounds = 10;
    private const uint FirstMultiplier = 0xD2511F53, SecondMultiplier = 0xCD9E8D57;

    // The fractional parts of the golden ratio and of √3.
    private const uint FirstWeyl = 0x9E3779B9, SecondWeyl = 0xBB67AE85;

    /// <summary>The four words of a counter under a key.</summary>
    public static (uint X0, uint X1, uint X2, uint X3) Block((uint X0, uint X1, uint X2, uint X3) counter, ulong key)
    {
        uint low = (uint)key, high = (uint)(key >> 32);
        var (x0, x1, x2, x3) = counter;
        for (int round = 0; round < Rounds; round++)
        {
            ulong first = (ulong)FirstMultiplier * x0, second = (ulong)SecondMultiplier * x2;
            (x0, x1, x2, x3) = ((uint)(second >> 32) ^ x1 ^ low, (uint)second, (uint)(first >> 32) ^ x3 ^ high, (uint)first);
            low += FirstWeyl;
            high += SecondWeyl;
        }

        return (x0, x1, x2, x3);
    }

    /// <summary>
    /// A number 0 ≤ n &lt; <paramref name="range"/>, every one equally likely (Lemire 2019, "Fast random integer generation
    /// in an interval"), that depends on the index and the key alone.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Draw(long index, ulong key, int range)
    {
        uint bound = (uint)range, rejected = (uint)-range % bound;
        for (uint attempt = 0; ; attempt++)
        {
            var (x0, x1, x2, x3) = Block(((uint)index, (uint)(index >> 32), attempt, 0), key);
            foreach (uint word in (ReadOnlySpan<uint>)[x0, x1, x2, x3])
            {
                ulong product = (ulong)word * bound;
                if ((uint)product >= rejected) return (int)(product >> 32);
            }
        }
    }

    /// <summary>The draws that <see cref="Draw"/> tries first, for many indices and ranges at once.</summary>
    /// <param name="start">What is added to each index.</param>
    /// <param name="indices">The indices.</param>
    /// <param name="key">The key.</param>
    /// <param name="ranges">For each index the range, and in the upper half what is added to the draw.</param>
    /// <param name="products">For each index the sum in the upper half; in the lower half what is below the range where the draw may have to be rejected.</param>
    /// <param name="chunks">How vectors cover the indices, in bytes.</param>
    public static void FirstDraws(long start, ReadOnlySpan<ulong> indices, ulong key, ReadOnlySpan<ulong> ranges, Span<ulong> products, ReadOnlySpan<VectorChunk> chunks)
    {
        ranges = ranges[..indices.Length];
        products = products[..indices.Length];
        ref byte from = ref Unsafe.As<ulong, byte>(ref MemoryMarshal.GetReference(indices));
        ref byte range = ref Unsafe.As<ulong, byte>(ref MemoryMarshal.GetReference(ranges));
        ref byte to = ref Unsafe.As<ulong, byte>(ref MemoryMarshal.GetReference(products));
        for (int i = 0; i < chunks.Length; i += 2)
        {
            // Two chunks at once, whose delays overlap. One by itself, or next to one of another width, is its own partner.
            VectorChunk chunk = chunks[i], other = i + 1 < chunks.Length ? chunks[i + 1] : chunk;
            if (other.Width == chunk.Width)
            {
                FirstDraws(start, ref from, key, ref range, ref to, chunk, other.Start);
            }
            else
            {
                FirstDraws(start, ref from, key, ref range, ref to, chunk, chunk.Start);
                FirstDraws(start, ref from, key, ref range, ref to, other, other.Start);
            }
        }
    }

    private static void FirstDraws(long start, ref byte indices, ulong key, ref byte ranges, ref byte products, VectorChunk chunk, int other)
    {
        switch (chunk.Width)
        {
            case VectorWidth.Bits512: FirstDraws<Bits512>(start, ref indices, key, ref ranges, ref products, chunk.Start, other); break;
            case VectorWidth.Bits256: FirstDraws<Bits256>(start, ref indices, key, ref ranges, ref products, chunk.Start, other); break;
            case VectorWidth.Bits128: FirstDraws<Bits128>(start, ref indices, key, ref ranges, ref products, chunk.Start, other); break;
            default: FirstDraws<Bits64>(start, ref indices, key, ref ranges, ref products, chunk.Start, other); break;
        }
    }

    /// <summary>A word takes half of a group of 8 bytes; what is in the other half, a product ignores.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FirstDraws<T>(long start, ref byte indices, ulong key, ref byte ranges, ref byte products, int one, int other)
        where T : unmanaged, IBits<T>
    {
        T offset = T.Broadcast((ulong)start);
        T x0 = T.Load(ref Unsafe.Add(ref indices, one)) + offset, x1 = x0 >>> 32, x2 = default, x3 = default;
        T y0 = T.Load(ref Unsafe.Add(ref indices, other)) + offset, y1 = y0 >>> 32, y2 = default, y3 = default;
        uint low = (uint)key, high = (uint)(key >> 32);
        T firstMultiplier = T.Broadcast((ulong)FirstMultiplier), secondMultiplier = T.Broadcast((ulong)SecondMultiplier);
        for (int round = 1; round < Rounds; round++)
        {
            T lowKey = T.Broadcast((ulong)low), highKey = T.Broadcast((ulong)high);
            T first = T.Multiply(firstMultiplier, x0), second = T.Multiply(secondMultiplier, x2);
            x0 = T.Sum(second >>> 32, x1, lowKey);
            x2 = T.Sum(first >>> 32, x3, highKey);
            x1 = second;
            x3 = first;
            first = T.Multiply(firstMultiplier, y0);
            second = T.Multiply(secondMultiplier, y2);
            y0 = T.Sum(second >>> 32, y1, lowKey);
            y2 = T.Sum(first >>> 32, y3, highKey);
            y1 = second;
            y3 = first;
            low += FirstWeyl;
            high += SecondWeyl;
        }

        // Of the last round the first word is enough.
        x0 = T.Sum(T.Multiply(secondMultiplier, x2) >>> 32, x1, T.Broadcast((ulong)low));
        y0 = T.Sum(T.Multiply(secondMultiplier, y2) >>> 32, y1, T.Broadcast((ulong)low));
        T range = T.Load(ref Unsafe.Add(ref ranges, one)), added = T.Broadcast(~0ul << 32);
        (T.Multiply(x0, range) + (range & added)).Store(ref Unsafe.Add(ref products, one));
        range = T.Load(ref Unsafe.Add(ref ranges, other));
        (T.Multiply(y0, range) + (range & added)).Store(ref Unsafe.Add(ref products, other));
    }
}
