using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Downright.Kernels;

/// <summary>16 words of AVX2.</summary>
internal readonly struct Words256(Vector256<ushort> words) : IWords<Words256>
{
    private readonly Vector256<ushort> _words = words;

    public static int Count => Vector256<ushort>.Count;

    public static Words256 LoadBytes(ref byte source) => new(Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref source)).AsUInt16());

    public static Words256 Broadcast(int word) => new(Vector256.Create((ushort)word));

    public static Words256 operator +(Words256 a, Words256 b) => new(a._words + b._words);

    public static Words256 operator <<(Words256 a, int bits) => new(a._words << bits);

    public static Words256 MultiplyHigh(Words256 a, Words256 b) =>
        new(Avx2.MultiplyHighRoundScale(a._words.AsInt16(), b._words.AsInt16()).AsUInt16());

    public void Store(ref ushort target) => _words.StoreUnsafe(ref target);

    public static int Pixels(int channels) => channels == 1 ? 16 : 4;

    public static ReadOnlySpan<int> PixelOrder(int channels) => WordPairs.Order(channels, Count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> WeighPixels(ref ushort words, ref short weights, int vectors, int channels)
    {
        Vector256<int> sum = default;
        if (channels == 1)
        {
            for (int v = 0; v < vectors; v++)
                sum += Weigh(Vector256.LoadUnsafe(ref words, (nuint)(v * 16)), ref weights, v);
            return Vector128.CreateScalar(Vector256.Sum(sum));
        }

        // Each half takes two pixels; bytes move within their half.
        Vector128<byte> half = WordPairs.Bytes(channels);
        Vector256<byte> pairs = Vector256.Create(half, half);
        for (int v = 0; v < vectors; v++)
        {
            Vector256<ushort> pixels = Vector256.Create(
                Vector128.LoadUnsafe(ref words, (nuint)(v * 4 * channels)),
                Vector128.LoadUnsafe(ref words, (nuint)(((v * 4) + 2) * channels)));
            sum += Weigh(Avx2.Shuffle(pixels.AsByte(), pairs).AsUInt16(), ref weights, v);
        }

        return sum.GetLower() + sum.GetUpper();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Weigh(Vector256<ushort> words, ref short weights, int vector) =>
        Avx2.MultiplyAddAdjacent(words.AsInt16(), Vector256.LoadUnsafe(ref weights, (nuint)(vector * 16)));

    public static int Sums => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Divide(ref int sums, ref byte output, uint reciprocal, int shift)
    {
        Vector256<uint> h = Vector256.LoadUnsafe(ref sums).AsUInt32(), r = Vector256.Create(reciprocal);
        Vector256<ulong> half = Vector256.Create(1ul << (shift - 1));
        Vector256<ulong> even = (Avx2.Multiply(h, r) + half) >>> shift;
        Vector256<ulong> odd = (Avx2.Multiply((h.AsUInt64() >>> 32).AsUInt32(), r) + half) >>> shift;
        Vector256<uint> quotients = (even | (odd << 32)).AsUInt32();
        Vector128<ushort> words = Vector128.Narrow(quotients.GetLower(), quotients.GetUpper());
        Unsafe.WriteUnaligned(ref output, Vector128.Narrow(words, words).AsUInt64().ToScalar());
    }
}
