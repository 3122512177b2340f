using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Downright.Kernels;

/// <summary>16 pixels of AVX-512.</summary>
internal readonly struct Quads512(Vector512<byte> pixels) : IQuads<Quads512>
{
    private readonly Vector512<byte> _pixels = pixels;

    public static int Count => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quads512 Load(ref byte source, ReadOnlySpan<int> anchors, int channels)
    {
        Vector256<byte> lower = Vector128.LoadUnsafe(ref Unsafe.Add(ref source, anchors[0])).ToVector256Unsafe()
            .WithUpper(Vector128.LoadUnsafe(ref Unsafe.Add(ref source, anchors[4])));
        Vector256<byte> upper = Vector128.LoadUnsafe(ref Unsafe.Add(ref source, anchors[8])).ToVector256Unsafe()
            .WithUpper(Vector128.LoadUnsafe(ref Unsafe.Add(ref source, anchors[12])));
        Vector512<byte> pixels = Avx512DQ.InsertVector256(lower.AsSingle().ToVector512Unsafe(), upper.AsSingle(), 1).AsByte();
        return new(channels == 3 ? Avx512BW.Shuffle(pixels, Vector512.Create(Quads128.SpreadLow, Quads128.SpreadHigh, Quads128.SpreadLow, Quads128.SpreadHigh, Quads128.SpreadLow, Quads128.SpreadHigh, Quads128.SpreadLow, Quads128.SpreadHigh).AsByte()) : pixels);
    }

    public static Quads512 Low32(Quads512 a, Quads512 b) => new(Avx512F.UnpackLow(a._pixels.AsUInt32(), b._pixels.AsUInt32()).AsByte());

    public static Quads512 High32(Quads512 a, Quads512 b) => new(Avx512F.UnpackHigh(a._pixels.AsUInt32(), b._pixels.AsUInt32()).AsByte());

    public static Quads512 Low64(Quads512 a, Quads512 b) => new(Avx512F.UnpackLow(a._pixels.AsUInt64(), b._pixels.AsUInt64()).AsByte());

    public static Quads512 High64(Quads512 a, Quads512 b) => new(Avx512F.UnpackHigh(a._pixels.AsUInt64(), b._pixels.AsUInt64()).AsByte());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref byte target, int channels)
    {
        Vector512<byte> packed = _pixels;
        if (channels == 3)
        {
            packed = Avx512BW.Shuffle(packed, Vector512.Create(Quads128.CloseLow, Quads128.CloseHigh, Quads128.CloseLow, Quads128.CloseHigh, Quads128.CloseLow, Quads128.CloseHigh, Quads128.CloseLow, Quads128.CloseHigh).AsByte());
            packed = Avx512F.PermuteVar16x32(packed.AsInt32(), Vector512.Create(0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 15, 15, 15, 15)).AsByte();
        }

        packed.StoreUnsafe(ref target);
    }
}
