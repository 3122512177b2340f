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

    public static Words512 Broadcast(int word) => new(Vector512.Create((ushort)word));

    public static Words512 operator +(Words512 a, Words512 b) => new(a._words + b._words);

    public static Words512 operator <<(Words512 a, int bits) => new(a._words << bits);

    public static Words512 MultiplyHigh(Words512 a, Words512 b) =>
        new(Avx512BW.MultiplyHighRoundScale(a._words.AsInt16(), b._words.AsInt16()).AsUInt16());

    public void Store(ref ushort target) => _words.StoreUnsafe(ref target);

    public static int Pixels(int channels) => channels == 1 ? 32 : 8;

    public static ReadOnlySpan<int> PixelOrder(int channels) => WordPairs.Order(channels, Count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> WeighPixels(ref ushort words, ref short weights, int vectors, int channels)
    {
        Vector512<int> sum = default;
        if (channels == 1)
        {
            for (int v = 0; v < vectors; v++)
                sum += Weigh(Vector512.LoadUnsafe(ref words, (nuint)(v * 32)), ref weights, v);
            return Vector128.CreateScalar(Vector512.Sum(sum));
        }

        Vector512<ushort> pairs = channels == 3
            ? Vector512.Create(0, 3, 1, 4, 2, 5, 2, 5, 6, 9, 7, 10, 8, 11, 8, 11, 12, 15, 13, 16, 14, 17, 14, 17, 18, 21, 19, 22, 20, 23, 20, (ushort)23)
            : Vector512.Create(0, 4, 1, 5, 2, 6, 3, 7, 8, 12, 9, 13, 10, 14, 11, 15, 16, 20, 17, 21, 18, 22, 19, 23, 24, 28, 25, 29, 26, 30, 27, (ushort)31);
        for (int v = 0; v < vectors; v++)
            sum += Weigh(Avx512BW.PermuteVar32x16(Vector512.LoadUnsafe(ref words, (nuint)(v * 8 * channels)), pairs), ref weights, v);
        Vector256<int> half = sum.GetLower() + sum.GetUpper();
        return half.GetLower() + half.GetUpper();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Weigh(Vector512<ushort> words, ref short weights, int vector) =>
        Avx512BW.MultiplyAddAdjacent(words.AsInt16(), Vector512.LoadUnsafe(ref weights, (nuint)(vector * 32)));

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
