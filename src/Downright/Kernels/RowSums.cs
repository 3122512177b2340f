using System.Runtime.Intrinsics;

namespace Downright.Kernels;

/// <summary>Sums of rows of bytes, element by element. Whole numbers: all widths agree.</summary>
internal static class RowSums
{
    /// <summary>sums += samples.</summary>
    public static void Add(Span<uint> sums, ReadOnlySpan<byte> samples)
    {
        samples = samples[..sums.Length];
        int i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            for (; i <= sums.Length - 16; i += 16)
            {
                var (low, high) = Vector128.Widen(Vector128.Create(samples[i..]));
                AddEight(sums[i..], low);
                AddEight(sums[(i + 8)..], high);
            }
        }

        for (; i < sums.Length; i++) sums[i] += samples[i];
    }

    private static void AddEight(Span<uint> sums, Vector128<ushort> samples)
    {
        var (low, high) = Vector128.Widen(samples);
        (Vector128.Create<uint>(sums) + low).CopyTo(sums);
        (Vector128.Create<uint>(sums[4..]) + high).CopyTo(sums[4..]);
    }
}
