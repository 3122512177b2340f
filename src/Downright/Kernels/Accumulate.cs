using System.Runtime.Intrinsics;

namespace Downright.Kernels;

/// <summary>sum += weight · samples, element by element: one row of the vertical pass.</summary>
internal static class Accumulate
{
    /// <summary>Adds a weighted row of bytes. Every element is one product and one sum, so all widths agree.</summary>
    public static void Add(Span<float> sum, ReadOnlySpan<byte> samples, float weight)
    {
        samples = samples[..sum.Length];
        int i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            for (; i <= sum.Length - 16; i += 16)
            {
                var (low, high) = Vector128.Widen(Vector128.Create(samples[i..]));
                AddEight(sum[i..], low, weight);
                AddEight(sum[(i + 8)..], high, weight);
            }
        }

        for (; i < sum.Length; i++) sum[i] += weight * samples[i];
    }

    /// <summary>Adds a weighted row of floats.</summary>
    public static void Add(Span<float> sum, ReadOnlySpan<float> samples, float weight)
    {
        samples = samples[..sum.Length];
        int i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            for (; i <= sum.Length - 4; i += 4)
                (Vector128.Create<float>(sum[i..]) + (Vector128.Create<float>(samples[i..]) * weight)).CopyTo(sum[i..]);
        }

        for (; i < sum.Length; i++) sum[i] += weight * samples[i];
    }

    private static void AddEight(Span<float> sum, Vector128<ushort> samples, float weight)
    {
        var (low, high) = Vector128.Widen(samples);
        (Vector128.Create<float>(sum) + (Vector128.ConvertToSingle(low.AsInt32()) * weight)).CopyTo(sum);
        (Vector128.Create<float>(sum[4..]) + (Vector128.ConvertToSingle(high.AsInt32()) * weight)).CopyTo(sum[4..]);
    }
}
