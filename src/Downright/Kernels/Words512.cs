using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Downright.Kernels;

/// <summary>32 words of AVX-512.</summary>
internal readonly struct Words512(Vector512<ushort> words) : IWords<Words512>
{
    private readonly Vector512<ushort> _words = words;

    public static int Count => Vector512<ushort>.Count;

    public static Words512 LoadBytes(ref byte source) => new(Avx512BW.ConvertToVector512UInt16(Vector256.LoadUnsafe(ref source)));

    public static Words512 LoadPairs(ref byte source) => new(Vector512.LoadUnsafe(ref source).AsUInt16());

    public static Words512 Broadcast(int word) => new(Vector512.Create((ushort)word));

    public static Words512 operator +(Words512 a, Words512 b) => new(a._words + b._words);

    public static Words512 operator -(Words512 a, Words512 b) => new(a._words - b._words);

    public static Words512 operator &(Words512 a, Words512 b) => new(a._words & b._words);

    public static Words512 operator <<(Words512 a, int bits) => new(a._words << bits);

    public static Words512 operator >>>(Words512 a, int bits) => new(a._words >>> bits);

    public static Words512 MultiplyHigh(Words512 a, Words512 b) =>
        new(Avx512BW.MultiplyHighRoundScale(a._words.AsInt16(), b._words.AsInt16()).AsUInt16());

    public void Store(ref ushort target) => _words.StoreUnsafe(ref target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreInTurns(Words512 even, Words512 odd, ref ushort target)
    {
        Vector512<ushort> lower = Vector512.Create(0, 32, 1, 33, 2, 34, 3, 35, 4, 36, 5, 37, 6, 38, 7, 39, 8, 40, 9, 41, 10, 42, 11, 43, 12, 44, 13, 45, 14, 46, 15, (ushort)47);
        Avx512BW.PermuteVar32x16x2(even._words, lower, odd._words).StoreUnsafe(ref target);
        Avx512BW.PermuteVar32x16x2(even._words, lower + Vector512.Create((ushort)16), odd._words).StoreUnsafe(ref target, (nuint)Count);
    }

    public static int Outputs(int channels) => channels == 1 ? 1 : 4;

    public static ReadOnlySpan<int> PixelOrder(int channels) => WordPairs.Order(channels, channels == 1 ? Count : Vector128<ushort>.Count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Weigh(ref ushort words, ref int starts, ref short weights, int steps, int channels, ref int sums)
    {
        Vector512<int> sum = default;
        if (channels == 1)
        {
            words = ref Unsafe.Add(ref words, starts);
            for (int step = 0; step < steps; step++) sum += Weigh(Vector512.LoadUnsafe(ref words, (nuint)(step * Count)), ref Unsafe.Add(ref weights, step * Count));
            sums = Vector512.Sum(sum);
            return;
        }

        Vector512<byte> pairs = Vector512.Create(WordPairs.Bytes(channels));
        ref ushort first = ref Unsafe.Add(ref words, starts), second = ref Unsafe.Add(ref words, Unsafe.Add(ref starts, 1));
        ref ushort third = ref Unsafe.Add(ref words, Unsafe.Add(ref starts, 2)), fourth = ref Unsafe.Add(ref words, Unsafe.Add(ref starts, 3));
        nuint at = 0;
        for (int step = 0; step < steps; step++)
        {
            Vector256<ushort> lower = Vector128.LoadUnsafe(ref first, at).ToVector256Unsafe().WithUpper(Vector128.LoadUnsafe(ref second, at));
            Vector256<ushort> upper = Vector128.LoadUnsafe(ref third, at).ToVector256Unsafe().WithUpper(Vector128.LoadUnsafe(ref fourth, at));
            Vector512<ushort> pixels = Avx512DQ.InsertVector256(lower.ToVector512Unsafe(), upper, 1);
            sum += Weigh(Avx512BW.Shuffle(pixels.AsByte(), pairs).AsUInt16(), ref weights);
            weights = ref Unsafe.Add(ref weights, Count);
            at += (nuint)(2 * channels);
        }

        if (channels == 3) sum = Avx512F.PermuteVar16x32(sum, Vector512.Create(0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 15, 15, 15, 15));
        sum.StoreUnsafe(ref sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Weigh(Vector512<ushort> words, ref short weights) =>
        Avx512BW.MultiplyAddAdjacent(words.AsInt16(), Vector512.LoadUnsafe(ref weights));

    public static int Sums => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Divide(ref int sums, ref byte output, uint reciprocal, int shift)
    {
        Vector512<uint> h = Vector512.LoadUnsafe(ref sums).AsUInt32(), r = Vector512.Create(reciprocal);
        Vector512<ulong> half = Vector512.Create(1ul << (shift - 1));
        Vector512<ulong> even = (Avx512F.Multiply(h, r) + half) >>> shift;
        Vector512<ulong> odd = (Avx512F.Multiply((h.AsUInt64() >>> 32).AsUInt32(), r) + half) >>> shift;
        Avx512F.ConvertToVector128Byte((even | (odd << 32)).AsUInt32()).StoreUnsafe(ref output);
    }
}
