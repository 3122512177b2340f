using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Downright.Kernels;

/// <summary>4 pixels of SSE or AdvSimd.</summary>
internal readonly struct Quads128(Vector128<byte> pixels) : IQuads<Quads128>
{
    /// <summary>Where the bytes of three-byte pixels go that spread to four: the lower and the higher eight.</summary>
    public const ulong SpreadLow = 0x0005_0403_0002_0100, SpreadHigh = 0x000B_0A09_0008_0706;

    /// <summary>The way back.</summary>
    public const ulong CloseLow = 0x0908_0605_0402_0100, CloseHigh = 0x0000_0000_0E0D_0C0A;

    private readonly Vector128<byte> _pixels = pixels;

    public static bool IsSupported => Ssse3.IsSupported || AdvSimd.Arm64.IsSupported;

    public static int Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quads128 Load(ref byte source, ReadOnlySpan<int> anchors, int channels)
    {
        Vector128<byte> pixels = Vector128.LoadUnsafe(ref Unsafe.Add(ref source, anchors[0]));
        return new(channels == 3 ? Vector128.ShuffleNative(pixels, Vector128.Create(SpreadLow, SpreadHigh).AsByte()) : pixels);
    }

    public static Quads128 Low32(Quads128 a, Quads128 b) => new(Sse2.IsSupported
        ? Sse2.UnpackLow(a._pixels.AsUInt32(), b._pixels.AsUInt32()).AsByte()
        : AdvSimd.Arm64.ZipLow(a._pixels.AsUInt32(), b._pixels.AsUInt32()).AsByte());

    public static Quads128 High32(Quads128 a, Quads128 b) => new(Sse2.IsSupported
        ? Sse2.UnpackHigh(a._pixels.AsUInt32(), b._pixels.AsUInt32()).AsByte()
        : AdvSimd.Arm64.ZipHigh(a._pixels.AsUInt32(), b._pixels.AsUInt32()).AsByte());

    public static Quads128 Low64(Quads128 a, Quads128 b) => new(Sse2.IsSupported
        ? Sse2.UnpackLow(a._pixels.AsUInt64(), b._pixels.AsUInt64()).AsByte()
        : AdvSimd.Arm64.ZipLow(a._pixels.AsUInt64(), b._pixels.AsUInt64()).AsByte());

    public static Quads128 High64(Quads128 a, Quads128 b) => new(Sse2.IsSupported
        ? Sse2.UnpackHigh(a._pixels.AsUInt64(), b._pixels.AsUInt64()).AsByte()
        : AdvSimd.Arm64.ZipHigh(a._pixels.AsUInt64(), b._pixels.AsUInt64()).AsByte());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref byte target, int channels) =>
        (channels == 3 ? Vector128.ShuffleNative(_pixels, Vector128.Create(CloseLow, CloseHigh).AsByte()) : _pixels).StoreUnsafe(ref target);
}
