using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Downright.Kernels;

/// <summary>Weighted sums of neighbouring pixels in single precision, in the order of the taps.</summary>
internal static class FloatSums
{
    /// <summary>The sum of pixels of three or four channels; of three the fourth number means nothing.</summary>
    /// <param name="samples">Interleaved bytes or floats from the first pixel on, at least one sample more than the pixels.</param>
    /// <param name="channels">3 or 4.</param>
    /// <param name="weights">A weight a pixel.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Pixels<T>(ReadOnlySpan<T> samples, int channels, ReadOnlySpan<float> weights)
        where T : unmanaged
    {
        ref T sample = ref MemoryMarshal.GetReference(samples);
        Vector128<float> sum = Vector128<float>.Zero;
        foreach (float weight in weights)
        {
            sum += Pixel(ref sample) * weight;
            sample = ref Unsafe.Add(ref sample, channels);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Pixel<T>(ref T sample)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return Vector128.LoadUnsafe(ref Unsafe.As<T, float>(ref sample));
        Vector128<byte> pixel = Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<uint>(ref Unsafe.As<T, byte>(ref sample))).AsByte();
        return Vector128.ConvertToSingle(Vector128.WidenLower(Vector128.WidenLower(pixel)).AsInt32());
    }
}
