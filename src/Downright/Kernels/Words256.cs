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

    public static Words256 LoadPairs(ref byte source) => new(Vector256.LoadUnsafe(ref source).AsUInt16());

    public static Words256 Broadcast(int word) => new(Vector256.Create((ushort)word));

    public static Words256 operator +(Words256 a, Words256 b) => new(a._words + b._words);

    public static Words256 operator -(Words256 a, Words256 b) => new(a._words - b._words);

    public static Words256 operator &(Words256 a, Words256 b) => new(a._words & b._words);

    public static Words256 operator <<(Words256 a, int bits) => new(a._words << bits);

    public static Words256 operator >>>(Words256 a, int bits) => new(a._words >>> bits);

    public static Words256 MultiplyHigh(Words256 a, Words256 b) =>
        new(Avx2.MultiplyHighRoundScale(a._words.AsInt16(), b._words.AsInt16()).AsUInt16());

    public void Store(ref ushort target) => _words.StoreUnsafe(ref target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreInTurns(Words256 even, Words256 odd, ref ushort target)
    {
        Vector256<uint> lower = Vector256.WidenLower(even._words) | (Vector256.WidenLower(odd._words) << 16);
        Vector256<uint> upper = Vector256.WidenUpper(even._words) | (Vector256.WidenUpper(odd._words) << 16);
        lower.AsUInt16().StoreUnsafe(ref target);
        upper.AsUInt16().StoreUnsafe(ref target, (nuint)Count);
    }

    public static int Outputs(int channels) => channels == 1 ? 1 : 2;

    public static ReadOnlySpan<int> PixelOrder(int channels) => WordPairs.Order(channels, channels == 1 ? Count : Vector128<ushort>.Count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Weigh(ref ushort words, ref int starts, ref short weights, int steps, int channels, ref int sums)
    {
        Vector256<int> sum = default;
        if (channels == 1)
        {
            words = ref Unsafe.Add(ref words, starts);
            for (int step = 0; step < steps; step++) sum += Weigh(Vector256.LoadUnsafe(ref words, (nuint)(step * Count)), ref weights, step);
            sums = Vector256.Sum(sum);
            return;
        }

        Vector256<byte> pairs = (channels == 3
            ? Vector256.Create(WordPairs.Low3, WordPairs.High3, WordPairs.Low3, WordPairs.High3)
            : Vector256.Create(WordPairs.Low4, WordPairs.High4, WordPairs.Low4, WordPairs.High4)).AsByte();
        ref ushort first = ref Unsafe.Add(ref words, starts), second = ref Unsafe.Add(ref words, Unsafe.Add(ref starts, 1));
        for (int step = 0; step < steps; step++)
        {
            Vector256<ushort> pixels = Vector128.LoadUnsafe(ref first).ToVector256Unsafe().WithUpper(Vector128.LoadUnsafe(ref second));
            sum += Weigh(Avx2.Shuffle(pixels.AsByte(), pairs).AsUInt16(), ref weights, step);
            first = ref Unsafe.Add(ref first, 2 * channels);
            second = ref Unsafe.Add(ref second, 2 * channels);
        }

        if (channels == 3) sum = Avx2.PermuteVar8x32(sum, Vector256.Create(0, 1, 2, 4, 5, 6, 7, 7));
        sum.StoreUnsafe(ref sums);
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
