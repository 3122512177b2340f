using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Downright.Kernels;

/// <summary>Stores sums as the samples of an image.</summary>
internal static class StoreSamples
{
    /// <summary>Bytes are rounded to the nearest, halves to even, and clipped to 0–255; floats stay as they are.</summary>
    public static void HalfEven<T>(ReadOnlySpan<float> sums, Span<T> samples)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float)) sums.CopyTo(MemoryMarshal.Cast<T, float>(samples));
        else RoundHalfEven(sums, MemoryMarshal.Cast<T, byte>(samples));
    }

    /// <summary>The nearest bytes to the sums times a factor in single precision, halves to even, clipped.</summary>
    public static void Scale(ReadOnlySpan<int> sums, float factor, Span<byte> bytes)
    {
        sums = sums[..bytes.Length];
        int i = 0;
        for (; i <= bytes.Length - 4; i += 4)
            Write(bytes, i, Vector128.ConvertToSingle(Vector128.LoadUnsafe(in MemoryMarshal.GetReference(sums), (nuint)i)) * factor);
        for (; i < bytes.Length; i++) bytes[i] = (byte)Math.Clamp(MathF.Round(sums[i] * factor), 0, 255);
    }

    /// <summary>The sums without their last bits, clipped.</summary>
    public static void Shift(ReadOnlySpan<int> sums, int bits, Span<byte> bytes)
    {
        sums = sums[..bytes.Length];
        int i = 0;
        for (; i <= bytes.Length - 4; i += 4)
            Write(bytes, i, Vector128.LoadUnsafe(in MemoryMarshal.GetReference(sums), (nuint)i) >> bits);
        for (; i < bytes.Length; i++) bytes[i] = (byte)Math.Clamp(sums[i] >> bits, 0, 255);
    }

    /// <summary>The high bytes of (sum + addend) · factor, modulo 2³².</summary>
    public static void MultiplyHigh(ReadOnlySpan<int> sums, uint addend, uint factor, Span<byte> bytes)
    {
        sums = sums[..bytes.Length];
        int i = 0;
        for (; i <= bytes.Length - 4; i += 4)
        {
            Vector128<uint> product = (Vector128.LoadUnsafe(in MemoryMarshal.GetReference(sums), (nuint)i).AsUInt32() + Vector128.Create(addend)) * factor;
            Write(bytes, i, (product >> 24).AsInt32());
        }

        for (; i < bytes.Length; i++) bytes[i] = (byte)(unchecked(((uint)sums[i] + addend) * factor) >> 24);
    }

    private static void RoundHalfEven(ReadOnlySpan<float> samples, Span<byte> bytes)
    {
        samples = samples[..bytes.Length];
        int i = 0;
        for (; i <= bytes.Length - 4; i += 4) Write(bytes, i, Vector128.LoadUnsafe(in MemoryMarshal.GetReference(samples), (nuint)i));
        for (; i < bytes.Length; i++) bytes[i] = (byte)Math.Clamp(MathF.Round(samples[i]), 0, 255);
    }

    private static void Write(Span<byte> bytes, int i, Vector128<float> samples) =>
        Write(bytes, i, Vector128.ConvertToInt32(Vector128.Round(samples)));

    private static void Write(Span<byte> bytes, int i, Vector128<int> numbers) =>
        MemoryMarshal.Write(bytes[i..], Pairs.Clip(numbers));
}
