using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Downright.Kernels;

/// <summary>8 pixels of AVX2.</summary>
internal readonly struct Quads256(Vector256<byte> pixels) : IQuads<Quads256>
{
    private readonly Vector256<byte> _pixels = pixels;

    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quads256 Load(ref byte source, ReadOnlySpan<int> anchors, int channels)
    {
        Vector256<byte> pixels = Vector128.LoadUnsafe(ref Unsafe.Add(ref source, anchors[0])).ToVector256Unsafe()
            .WithUpper(Vector128.LoadUnsafe(ref Unsafe.Add(ref source, anchors[4])));
        return new(channels == 3 ? Avx2.Shuffle(pixels, Vector256.Create(Quads128.SpreadLow, Quads128.SpreadHigh, Quads128.SpreadLow, Quads128.SpreadHigh).AsByte()) : pixels);
    }

    public static Quads256 Low32(Quads256 a, Quads256 b) => new(Avx2.UnpackLow(a._pixels.AsUInt32(), b._pixels.AsUInt32()).AsByte());

    public static Quads256 High32(Quads256 a, Quads256 b) => new(Avx2.UnpackHigh(a._pixels.AsUInt32(), b._pixels.AsUInt32()).AsByte());

    public static Quads256 Low64(Quads256 a, Quads256 b) => new(Avx2.UnpackLow(a._pixels.AsUInt64(), b._pixels.AsUInt64()).AsByte());

    public static Quads256 High64(Quads256 a, Quads256 b) => new(Avx2.UnpackHigh(a._pixels.AsUInt64(), b._pixels.AsUInt64()).AsByte());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref byte target, int channels)
    {
        Vector256<byte> packed = _pixels;
        if (channels == 3)
        {
            packed = Avx2.Shuffle(packed, Vector256.Create(Quads128.CloseLow, Quads128.CloseHigh, Quads128.CloseLow, Quads128.CloseHigh).AsByte());
            packed = Avx2.PermuteVar8x32(packed.AsInt32(), Vector256.Create(0, 1, 2, 4, 5, 6, 7, 7)).AsByte();
        }

        packed.StoreUnsafe(ref target);
    }
}
