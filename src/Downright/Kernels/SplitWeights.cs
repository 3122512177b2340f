using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Downright.Kernels;

/// <summary>
/// Exact sums of bytes times weights of up to 30 bits, as two sums with 16-bit weights: weight = high · 2¹⁵ + low, with
/// 0 ≤ low &lt; 2¹⁵. The sums themselves must fit 32 bits.
/// </summary>
internal static class SplitWeights
{
    private const int Bits = 15;

    public static short Low(int weight) => (short)(weight & ((1 << Bits) - 1));

    public static short High(int weight) => (short)(weight >> Bits);

    public static int Join(short low, short high) => (high << Bits) + low;

    /// <summary>The weighted sum of neighbouring pixels of three or four channels.</summary>
    /// <param name="sample">The first sample; eight can be read at each pair of pixels.</param>
    /// <param name="channels">3 or 4.</param>
    /// <param name="interleave">See <see cref="Pairs.Interleave"/>.</param>
    /// <param name="low">The first pair of low weights.</param>
    /// <param name="high">The first pair of high weights.</param>
    /// <param name="pairs">The pairs of pixels, at least one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Pixels(ref byte sample, int channels, Vector128<byte> interleave, ref int low, ref int high, int pairs)
    {
        Vector128<int> lows = Vector128<int>.Zero, highs = Vector128<int>.Zero;
        for (nint pair = 0; pair < pairs; pair++)
        {
            Vector128<byte> pixels = Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref sample)).AsByte();
            Vector128<short> words = Vector128.ShuffleNative(pixels, interleave).AsInt16();
            lows += Pairs.Dot(words, Vector128.Create(Unsafe.Add(ref low, pair)).AsInt16());
            highs += Pairs.Dot(words, Vector128.Create(Unsafe.Add(ref high, pair)).AsInt16());
            sample = ref Unsafe.Add(ref sample, 2 * channels);
        }

        return lows + (highs << Bits);
    }

    /// <summary>The weighted sum of neighbouring samples, as many as there are weights: a multiple of eight.</summary>
    public static int Samples(ReadOnlySpan<byte> samples, ReadOnlySpan<short> low, ReadOnlySpan<short> high)
    {
        Vector128<int> lows = Vector128<int>.Zero, highs = Vector128<int>.Zero;
        for (int tap = 0; tap < low.Length; tap += 8)
        {
            Vector128<short> words = Vector128.WidenLower(Vector128.Create(BitConverter.ToUInt64(samples[tap..])).AsByte()).AsInt16();
            lows += Pairs.Dot(words, Vector128.Create(low[tap..]));
            highs += Pairs.Dot(words, Vector128.Create(high[tap..]));
        }

        return Vector128.Sum(lows + (highs << Bits));
    }

    /// <summary>sums += first weight · first row + second weight · second row.</summary>
    public static void Add(Span<int> sums, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, int firstWeight, int secondWeight)
    {
        first = first[..sums.Length];
        second = second[..sums.Length];
        int i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            ref int sum = ref MemoryMarshal.GetReference(sums);
            Vector128<short> lows = Vector128.Create((ushort)Low(firstWeight) | (Low(secondWeight) << 16)).AsInt16();
            Vector128<short> highs = Vector128.Create((ushort)High(firstWeight) | (High(secondWeight) << 16)).AsInt16();
            Vector128<byte> lowFour = Vector128.Create((byte)0, 255, 8, 255, 1, 255, 9, 255, 2, 255, 10, 255, 3, 255, 11, 255);
            Vector128<byte> highFour = Vector128.Create((byte)4, 255, 12, 255, 5, 255, 13, 255, 6, 255, 14, 255, 7, 255, 15, 255);
            for (; i <= sums.Length - 8; i += 8)
            {
                Vector128<byte> both = Vector128.Create(Eight(first, i), Eight(second, i)).AsByte();
                AddFour(ref sum, (nuint)i, Vector128.ShuffleNative(both, lowFour).AsInt16(), lows, highs);
                AddFour(ref sum, (nuint)i + 4, Vector128.ShuffleNative(both, highFour).AsInt16(), lows, highs);
            }
        }

        for (; i < sums.Length; i++) sums[i] += (first[i] * firstWeight) + (second[i] * secondWeight);
    }

    private static ulong Eight(ReadOnlySpan<byte> row, int i) => Unsafe.ReadUnaligned<ulong>(in Unsafe.Add(ref MemoryMarshal.GetReference(row), i));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddFour(ref int sums, nuint i, Vector128<short> words, Vector128<short> lows, Vector128<short> highs) =>
        (Vector128.LoadUnsafe(ref sums, i) + Pairs.Dot(words, lows) + (Pairs.Dot(words, highs) << Bits)).StoreUnsafe(ref sums, i);
}
