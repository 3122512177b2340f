using System.Runtime.InteropServices;

namespace Downright.Kernels;

/// <summary>Stores sums of single precision as the samples of an image.</summary>
internal static class StoreSamples
{
    /// <summary>Bytes are rounded to the nearest, halves to even, and clipped to 0–255; floats stay as they are.</summary>
    public static void HalfEven<T>(ReadOnlySpan<float> sums, Span<T> samples)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float)) sums.CopyTo(MemoryMarshal.Cast<T, float>(samples));
        else RoundHalfEven(sums, MemoryMarshal.Cast<T, byte>(samples));
    }

    private static void RoundHalfEven(ReadOnlySpan<float> sums, Span<byte> bytes)
    {
        for (int i = 0; i < bytes.Length; i++) bytes[i] = (byte)Math.Clamp(MathF.Round(sums[i]), 0, 255);
    }
}
