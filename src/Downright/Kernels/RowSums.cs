using System.Runtime.Intrinsics;

namespace Downright.Kernels;

/// <summary>Sums of rows of bytes, element by element or along a row. Whole numbers: all widths agree.</summary>
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

    /// <summary>The sum of a row.</summary>
    /// <param name="samples">At most 2²⁴ of them.</param>
    public static uint Of(ReadOnlySpan<byte> samples)
    {
        int i = 0;
        uint sum = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            Vector128<uint> sums = default;
            for (; i <= samples.Length - 16; i += 16)
            {
                var (low, high) = Vector128.Widen(Vector128.Create(samples[i..]));
                var (first, second) = Vector128.Widen(low + high);
                sums += first + second;
            }

            sum = Vector128.Sum(sums);
        }

        for (; i < samples.Length; i++) sum += samples[i];
        return sum;
    }

    private static void AddEight(Span<uint> sums, Vector128<ushort> samples)
    {
        var (low, high) = Vector128.Widen(samples);
        (Vector128.Create<uint>(sums) + low).CopyTo(sums);
        (Vector128.Create<uint>(sums[4..]) + high).CopyTo(sums[4..]);
    }
}
