using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Downright.Kernels;

/// <summary>8 words of any processor's 128-bit vectors.</summary>
internal readonly struct Words128(Vector128<ushort> words) : IWords<Words128>
{
    private readonly Vector128<ushort> _words = words;

    public static int Count => Vector128<ushort>.Count;

    public static Words128 LoadBytes(ref byte source) =>
        new(Vector128.WidenLower(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref source)).AsByte()));

    public static Words128 LoadPairs(ref byte source) => new(Vector128.LoadUnsafe(ref source).AsUInt16());

    public static Words128 Broadcast(int word) => new(Vector128.Create((ushort)word));

    public static Words128 operator +(Words128 a, Words128 b) => new(a._words + b._words);

    public static Words128 operator -(Words128 a, Words128 b) => new(a._words - b._words);

    public static Words128 operator &(Words128 a, Words128 b) => new(a._words & b._words);

    public static Words128 operator <<(Words128 a, int bits) => new(a._words << bits);

    public static Words128 operator >>>(Words128 a, int bits) => new(a._words >>> bits);

    public static Words128 MultiplyHigh(Words128 a, Words128 b)
    {
        Vector128<short> x = a._words.AsInt16(), y = b._words.AsInt16();
        if (Ssse3.IsSupported) return new(Ssse3.MultiplyHighRoundScale(x, y).AsUInt16());
        if (AdvSimd.IsSupported) return new(AdvSimd.MultiplyRoundedDoublingSaturateHigh(x, y).AsUInt16());
        Vector128<int> half = Vector128.Create(1 << 14);
        Vector128<int> low = ((Vector128.WidenLower(x) * Vector128.WidenLower(y)) + half) >> 15;
        Vector128<int> high = ((Vector128.WidenUpper(x) * Vector128.WidenUpper(y)) + half) >> 15;
        return new(Vector128.Narrow(low, high).AsUInt16());
    }

    public void Store(ref ushort target) => _words.StoreUnsafe(ref target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreInTurns(Words128 even, Words128 odd, ref ushort target)
    {
        Vector128<uint> lower = Vector128.WidenLower(even._words) | (Vector128.WidenLower(odd._words) << 16);
        Vector128<uint> upper = Vector128.WidenUpper(even._words) | (Vector128.WidenUpper(odd._words) << 16);
        lower.AsUInt16().StoreUnsafe(ref target);
        upper.AsUInt16().StoreUnsafe(ref target, (nuint)Count);
    }

    public static int Outputs(int channels) => 1;

    public static ReadOnlySpan<int> PixelOrder(int channels) => WordPairs.Order(channels, channels == 1 ? Count : Vector128<ushort>.Count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Weigh(ref ushort words, ref int starts, ref short weights, int steps, int channels, ref int sums)
    {
        Vector128<int> sum = default;
        if (channels == 1)
        {
            words = ref Unsafe.Add(ref words, starts);
            for (int step = 0; step < steps; step++) sum += Weigh(Vector128.LoadUnsafe(ref words, (nuint)(step * Count)), ref weights, step);
            sums = Vector128.Sum(sum);
            return;
        }

        words = ref Unsafe.Add(ref words, starts);
        Vector128<byte> pairs = WordPairs.Bytes(channels);
        for (int step = 0; step < steps; step++)
        {
            sum += Weigh(Vector128.ShuffleNative(Vector128.LoadUnsafe(ref words).AsByte(), pairs).AsUInt16(), ref weights, step);
            words = ref Unsafe.Add(ref words, 2 * channels);
        }

        sum.StoreUnsafe(ref sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Weigh(Vector128<ushort> words, ref short weights, int vector)
    {
        Vector128<short> x = words.AsInt16(), y = Vector128.LoadUnsafe(ref weights, (nuint)(vector * 8));
        if (Sse2.IsSupported) return Sse2.MultiplyAddAdjacent(x, y);
        if (AdvSimd.Arm64.IsSupported)
            return AdvSimd.Arm64.AddPairwise(AdvSimd.MultiplyWideningLower(x.GetLower(), y.GetLower()), AdvSimd.MultiplyWideningUpper(x, y));
        Vector128<int> even = ((x.AsInt32() << 16) >> 16) * ((y.AsInt32() << 16) >> 16);
        return even + ((x.AsInt32() >> 16) * (y.AsInt32() >> 16));
    }

    public static int Sums => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Divide(ref int sums, ref byte output, uint reciprocal, int shift)
    {
        Vector128<uint> h = Vector128.LoadUnsafe(ref sums).AsUInt32();
        Vector128<ulong> half = Vector128.Create(1ul << (shift - 1));
        Vector128<ulong> even = (Multiply(h, reciprocal) + half) >>> shift;
        Vector128<ulong> odd = (Multiply((h.AsUInt64() >>> 32).AsUInt32(), reciprocal) + half) >>> shift;
        Vector128<ushort> words = (even | (odd << 32)).AsUInt16();
        Vector128<byte> bytes = Vector128.ShuffleNative(words.AsByte(), Vector128.Create((byte)0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12));
        Unsafe.WriteUnaligned(ref output, bytes.AsUInt32().ToScalar());
    }

    /// <summary>The products of the even elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Multiply(Vector128<uint> values, uint factor)
    {
        if (Sse2.IsSupported) return Sse2.Multiply(values, Vector128.Create(factor));
        if (AdvSimd.IsSupported) return AdvSimd.MultiplyWideningLower(AdvSimd.ExtractNarrowingLower(values.AsUInt64()), Vector64.Create(factor));
        return Vector128.Create((ulong)values[0] * factor, (ulong)values[2] * factor);
    }
}
