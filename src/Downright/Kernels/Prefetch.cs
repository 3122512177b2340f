using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Downright.Kernels;

/// <summary>Asks for memory that will be read soon. It changes no result, and asking for what is not there does no harm.</summary>
internal static class Prefetch
{
    private const int Line = 64;

    /// <summary>The cache lines of some bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Lines(ref byte memory, int bytes)
    {
        if (!Sse.IsSupported) return;

        // A prefetch takes an address and no reference: the memory may move before it, which makes it useless, not wrong.
        byte* address = (byte*)Unsafe.AsPointer(ref memory);
        Sse.Prefetch0(address);
        if (bytes > Line) Sse.Prefetch0(address + Line);
    }
}
