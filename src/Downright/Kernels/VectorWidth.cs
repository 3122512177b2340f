using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Downright.Kernels;

/// <summary>The vector widths that every kernel's loop runs at, in bits.</summary>
internal enum VectorWidth
{
    /// <summary>No vectors.</summary>
    Scalar = 0,

    /// <summary>SSE, AdvSimd and the like.</summary>
    Bits128 = 128,

    /// <summary>AVX2.</summary>
    Bits256 = 256,

    /// <summary>AVX-512 with byte and word instructions.</summary>
    Bits512 = 512,
}

/// <summary>The widths that this processor has, widest first: kernels take the first one, tests walk them all.</summary>
internal static class VectorLadder
{
    /// <summary>What this processor has.</summary>
    public static IReadOnlyList<VectorWidth> Supported { get; } =
        [.. ((VectorWidth[])[VectorWidth.Bits512, VectorWidth.Bits256, VectorWidth.Bits128, VectorWidth.Scalar]).Where(IsSupported)];

    /// <summary>The widest.</summary>
    public static VectorWidth Widest => Supported[0];

    private static bool IsSupported(VectorWidth width) => width switch
    {
        VectorWidth.Bits512 => Avx512BW.IsSupported && Vector512.IsHardwareAccelerated,
        VectorWidth.Bits256 => Avx2.IsSupported && Vector256.IsHardwareAccelerated,
        VectorWidth.Bits128 => Vector128.IsHardwareAccelerated,
        _ => true,
    };
}
