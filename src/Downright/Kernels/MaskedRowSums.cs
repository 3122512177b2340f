using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Downright.Kernels;

/// <summary>Sums of rows of bytes in 16 bits, some of which count in some samples only. Whole numbers: all widths agree.</summary>
internal static class MaskedRowSums
{
    /// <summary>So many rows stay below 2¹⁶.</summary>
    public const int MostRows = 257;

    /// <summary>Sums rows, sample by sample.</summary>
    /// <param name="rows">The first row and what follows it.</param>
    /// <param name="stride">Bytes from a row to the next.</param>
    /// <param name="isMasked">Whether each row counts where the mask says so only; at most <see cref="MostRows"/>.</param>
    /// <param name="mask">All bits or none for each sample.</param>
    /// <param name="sums">As many sums as a row has samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Of(ReadOnlySpan<byte> rows, int stride, ReadOnlySpan<bool> isMasked, ReadOnlySpan<ushort> mask, Span<ushort> sums)
    {
        int samples = sums.Length;
        rows = rows[..(((isMasked.Length - 1) * stride) + samples)];
        mask = mask[..samples];
        int i = 0;
        while (i < samples && samples >= Vector<byte>.Count)
        {
            // The last vectors may overlap those before.
            i = Math.Min(i, samples - Vector<byte>.Count);
            Vector<ushort> low = default, high = default, maskedLow = default, maskedHigh = default;
            ref byte sample = ref Unsafe.Add(ref MemoryMarshal.GetReference(rows), i);
            foreach (bool masked in isMasked)
            {
                Vector.Widen(Unsafe.ReadUnaligned<Vector<byte>>(ref sample), out Vector<ushort> lower, out Vector<ushort> upper);
                if (masked)
                {
                    maskedLow += lower;
                    maskedHigh += upper;
                }
                else
                {
                    low += lower;
                    high += upper;
                }

                sample = ref Unsafe.Add(ref sample, stride);
            }

            (low + (maskedLow & new Vector<ushort>(mask[i..]))).CopyTo(sums[i..]);
            i += Vector<ushort>.Count;
            (high + (maskedHigh & new Vector<ushort>(mask[i..]))).CopyTo(sums[i..]);
            i += Vector<ushort>.Count;
        }

        for (; i < samples; i++)
        {
            int sum = 0;
            for (int row = 0; row < isMasked.Length; row++) sum += isMasked[row] ? rows[(row * stride) + i] & mask[i] : rows[(row * stride) + i];
            sums[i] = (ushort)sum;
        }
    }
}
