using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Downright.Kernels;

/// <summary>Arithmetic on pairs of 16-bit numbers that x86 has as one instruction.</summary>
internal static class Pairs
{
    /// <summary>For every 32 bits: the product of the low halves plus the product of the high ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Dot(Vector128<short> a, Vector128<short> b) =>
        Sse2.IsSupported ? Sse2.MultiplyAddAdjacent(a, b) : DotAnywhere(a, b);

    /// <summary>The high halves of the 32-bit products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> MultiplyHigh(Vector128<short> a, Vector128<short> b) =>
        Sse2.IsSupported ? Sse2.MultiplyHigh(a, b) : MultiplyHighAnywhere(a, b);

    /// <summary><see cref="Dot"/> without x86.</summary>
    internal static Vector128<int> DotAnywhere(Vector128<short> a, Vector128<short> b)
    {
        Vector128<int> pairsOfA = a.AsInt32(), pairsOfB = b.AsInt32();
        return (((pairsOfA << 16) >> 16) * ((pairsOfB << 16) >> 16)) + ((pairsOfA >> 16) * (pairsOfB >> 16));
    }

    /// <summary><see cref="MultiplyHigh"/> without x86.</summary>
    internal static Vector128<short> MultiplyHighAnywhere(Vector128<short> a, Vector128<short> b)
    {
        var (lowA, highA) = Vector128.Widen(a);
        var (lowB, highB) = Vector128.Widen(b);
        return Vector128.Narrow((lowA * lowB) >> 16, (highA * highB) >> 16);
    }

    /// <summary>
    /// Lays two neighbouring pixels of interleaved bytes side by side, channel by channel and widened to 16 bits: what
    /// <see cref="Dot"/> weighs.
    /// </summary>
    /// <param name="channels">3 or 4; of three channels the fourth pair is left over.</param>
    public static Vector128<byte> Interleave(int channels) => channels == 3
        ? Vector128.Create((byte)0, 255, 3, 255, 1, 255, 4, 255, 2, 255, 5, 255, 255, 255, 255, 255)
        : Vector128.Create((byte)0, 255, 4, 255, 1, 255, 5, 255, 2, 255, 6, 255, 3, 255, 7, 255);

    /// <summary>The four numbers as bytes, clipped, in the order of memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Clip(Vector128<int> numbers) => ClipBytes(numbers, numbers).AsUInt32().ToScalar();

    /// <summary>The eight numbers as bytes, clipped, in the order of memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Clip(Vector128<int> first, Vector128<int> second) => ClipBytes(first, second).AsUInt64().ToScalar();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> ClipBytes(Vector128<int> first, Vector128<int> second)
    {
        Vector128<short> words = Vector128.NarrowWithSaturation(first, second);
        words = Vector128.Min(Vector128.Max(words, Vector128<short>.Zero), Vector128.Create((short)255));
        return Vector128.Narrow(words.AsUInt16(), words.AsUInt16());
    }
}
