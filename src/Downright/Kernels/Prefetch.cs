using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Downright.Kernels;

/// <summary>
/// Asks for memory that will be read soon, into the second cache: what is on its way there holds up no reading. It changes
/// no result, and asking for what is not there does no harm.
/// </summary>
internal static class Prefetch
{
    /// <summary>Whether asking does anything.</summary>
    public static bool IsSupported => Sse.IsSupported;

    /// <summary>The cache line of a byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Line(ref byte memory)
    {
        // A prefetch takes an address and no reference: the memory may move before it, which makes it useless, not wrong.
        Line((nint)Unsafe.AsPointer(ref memory));
    }

    /// <summary>The cache line so many bytes after a byte, which need not be there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Line(ref byte memory, nint ahead) => Line((nint)Unsafe.AsPointer(ref memory) + ahead);

    /// <summary>The cache line of an address.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Line(nint address)
    {
        if (IsSupported) Sse.Prefetch1((void*)address);
    }

    /// <summary>The cache line of a byte, into the second cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Soon(ref byte memory)
    {
        if (Sse.IsSupported) Sse.Prefetch1(Unsafe.AsPointer(ref memory));
    }
}
