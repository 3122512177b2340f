using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Downright.Kernels;

/// <summary>Exact weighted sums of neighbouring pixels along a row of bytes.</summary>
internal static class PixelSums
{
    /// <summary>Sums with 16-bit weights.</summary>
    /// <param name="row">Interleaved samples.</param>
    /// <param name="channels">Samples of a pixel.</param>
    /// <param name="first">Each output's first pixel, in ascending order.</param>
    /// <param name="weights">Equally many for every output; each output's pixels lie inside the row.</param>
    /// <param name="sums">Outputs × channels.</param>
    public static void Weigh(ReadOnlySpan<byte> row, int channels, ReadOnlySpan<int> first, ReadOnlySpan<short> weights, Span<int> sums)
    {
        int taps = weights.Length / first.Length;
        int x = Vector128.IsHardwareAccelerated && channels >= 3 && taps % 2 == 0
            ? WeighPairs(row, channels, first, MemoryMarshal.Cast<short, int>(weights), taps / 2, sums)
            : 0;
        for (; x < first.Length; x++)
        {
            ReadOnlySpan<byte> samples = row.Slice(first[x] * channels, taps * channels);
            ReadOnlySpan<short> own = weights.Slice(x * taps, taps);
            for (int c = 0; c < channels; c++)
            {
                int sum = 0;
                for (int tap = 0; tap < own.Length; tap++) sum += samples[(tap * channels) + c] * own[tap];
                sums[(x * channels) + c] = sum;
            }
        }
    }

    /// <summary>
    /// How many outputs may read eight bytes at each pair of their taps and write four sums: all but the last few.
    /// </summary>
    private static int SafeOutputs(int samples, int channels, ReadOnlySpan<int> first, int pairs)
    {
        int outputs = first.Length - 1;
        while (outputs > 0 && ((first[outputs - 1] + ((pairs - 1) * 2)) * channels) + sizeof(ulong) > samples) outputs--;
        return outputs;
    }

    private static int WeighPairs(ReadOnlySpan<byte> row, int channels, ReadOnlySpan<int> first, ReadOnlySpan<int> weights, int pairs, Span<int> sums)
    {
        int outputs = SafeOutputs(row.Length, channels, first, pairs);
        Vector128<byte> interleave = Pairs.Interleave(channels);
        ref byte samples = ref MemoryMarshal.GetReference(row);
        ref int weight = ref MemoryMarshal.GetReference(weights);
        ref int sum = ref MemoryMarshal.GetReference(sums);
        int two = 2 * channels;
        foreach (int pixel in first[..outputs])
        {
            ref byte sample = ref Unsafe.Add(ref samples, pixel * channels);
            Vector128<int> total = Pair(ref sample, weight, interleave);
            if (pairs > 1)
            {
                total += Pair(ref Unsafe.Add(ref sample, two), Unsafe.Add(ref weight, 1), interleave);
                for (int pair = 2; pair < pairs; pair++)
                    total += Pair(ref Unsafe.Add(ref sample, pair * two), Unsafe.Add(ref weight, pair), interleave);
            }

            total.StoreUnsafe(ref sum);
            weight = ref Unsafe.Add(ref weight, pairs);
            sum = ref Unsafe.Add(ref sum, channels);
        }

        return outputs;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Pair(ref byte sample, int weights, Vector128<byte> interleave)
    {
        Vector128<byte> pixels = Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref sample)).AsByte();
        return Pairs.Dot(Vector128.ShuffleNative(pixels, interleave).AsInt16(), Vector128.Create(weights).AsInt16());
    }
}
