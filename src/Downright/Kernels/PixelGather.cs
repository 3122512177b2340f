using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Downright.Kernels;

/// <summary>
/// Gathers the pixels at equal distances from some anchors: one row of the anchors' own pixels, one of those right of them,
/// and so on. Four anchors and four distances at once are a matrix of 4 × 4 pixels, which is transposed.
/// </summary>
internal sealed class PixelGather
{
    private const int Side = 4;

    private readonly int[] _anchors;
    private readonly int _channels;
    private readonly int _distances;
    private readonly bool _transposes;

    /// <param name="anchors">The first byte of each anchor's pixel, ascending from 0.</param>
    /// <param name="channels">1, 3 or 4.</param>
    /// <param name="distances">The number of distances, from 0 on.</param>
    /// <param name="widest">The widest vector to use.</param>
    public PixelGather(ReadOnlySpan<int> anchors, int channels, int distances, VectorWidth widest)
    {
        _channels = channels;
        _distances = distances;
        _transposes = widest >= VectorWidth.Bits128 && (Ssse3.IsSupported || AdvSimd.Arm64.IsSupported);

        // Fours of anchors: the last one stands in for those that miss.
        _anchors = new int[(anchors.Length + Side - 1) / Side * Side];
        anchors.CopyTo(_anchors);
        _anchors.AsSpan(anchors.Length).Fill(anchors[^1]);
        Rows = (distances + Side - 1) / Side * Side;
        Length = (_anchors.Length * channels) + Vector128<byte>.Count;
        SourceLength = anchors[^1] + (Rows * channels) + Vector128<byte>.Count;
    }

    /// <summary>The rows that are written: the distances, and what fills up the last four.</summary>
    public int Rows { get; }

    /// <summary>The bytes that a row of gathered pixels takes: whole vectors are written.</summary>
    public int Length { get; }

    /// <summary>The bytes that are read: whole vectors.</summary>
    public int SourceLength { get; }

    /// <summary>Gathers.</summary>
    /// <param name="source">What the anchors count from.</param>
    /// <param name="target">The rows.</param>
    /// <param name="step">Bytes from a row to the next.</param>
    /// <param name="ahead">How far ahead of the source memory is asked for.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(ref byte source, ref byte target, int step, int ahead = 0)
    {
        if (_channels == 1) Copy<byte>(ref source, ref target, step);
        else if (!_transposes) Copy<uint>(ref source, ref target, step);
        else if (_channels == 3) Transpose(ref source, ref target, step, 3, ahead);
        else Transpose(ref source, ref target, step, 4, ahead);
    }

    /// <summary>Copies pixel by pixel, of three channels a byte too much, which the next pixel overwrites.</summary>
    private void Copy<T>(ref byte source, ref byte target, int step)
        where T : unmanaged
    {
        foreach (int anchor in _anchors)
        {
            ref byte from = ref Unsafe.Add(ref source, anchor);
            ref byte to = ref target;
            for (int distance = 0; distance < _distances; distance++)
            {
                Unsafe.WriteUnaligned(ref to, Unsafe.ReadUnaligned<T>(ref from));
                from = ref Unsafe.Add(ref from, _channels);
                to = ref Unsafe.Add(ref to, step);
            }

            target = ref Unsafe.Add(ref target, _channels);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Transpose(ref byte source, ref byte target, int step, int channels, int ahead)
    {
        // Pixels of three bytes spread to four, and back.
        Vector128<byte> spread = Vector128.Create((byte)0, 1, 2, 0, 3, 4, 5, 0, 6, 7, 8, 0, 9, 10, 11, 0);
        Vector128<byte> close = Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 0, 0, 0, 0);
        ReadOnlySpan<int> anchors = _anchors;
        for (int i = 0; i <= anchors.Length - Side; i += Side)
        {
            ref byte p0 = ref Unsafe.Add(ref source, anchors[i]);
            ref byte p1 = ref Unsafe.Add(ref source, anchors[i + 1]);
            ref byte p2 = ref Unsafe.Add(ref source, anchors[i + 2]);
            ref byte p3 = ref Unsafe.Add(ref source, anchors[i + 3]);
            ref byte to = ref Unsafe.Add(ref target, i * channels);
            Prefetch.Line(ref Unsafe.Add(ref p0, ahead));
            Prefetch.Line(ref Unsafe.Add(ref p1, ahead));
            Prefetch.Line(ref Unsafe.Add(ref p2, ahead));
            Prefetch.Line(ref Unsafe.Add(ref p3, ahead));
            for (nint at = 0; at < Rows * channels; at += Side * channels)
            {
                Vector128<uint> a = Load(ref Unsafe.Add(ref p0, at), channels, spread), b = Load(ref Unsafe.Add(ref p1, at), channels, spread);
                Vector128<uint> c = Load(ref Unsafe.Add(ref p2, at), channels, spread), d = Load(ref Unsafe.Add(ref p3, at), channels, spread);
                Vector128<ulong> ab = Low(a, b).AsUInt64(), cd = Low(c, d).AsUInt64();
                Store(Low(ab, cd), ref to, channels, close);
                Store(High(ab, cd), ref Unsafe.Add(ref to, step), channels, close);
                ab = High(a, b).AsUInt64();
                cd = High(c, d).AsUInt64();
                Store(Low(ab, cd), ref Unsafe.Add(ref to, 2 * step), channels, close);
                Store(High(ab, cd), ref Unsafe.Add(ref to, 3 * step), channels, close);
                to = ref Unsafe.Add(ref to, Side * step);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Load(ref byte from, int channels, Vector128<byte> spread)
    {
        Vector128<byte> pixels = Vector128.LoadUnsafe(ref from);
        return (channels == 3 ? Vector128.ShuffleNative(pixels, spread) : pixels).AsUInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector128<ulong> pixels, ref byte to, int channels, Vector128<byte> close) =>
        (channels == 3 ? Vector128.ShuffleNative(pixels.AsByte(), close) : pixels.AsByte()).StoreUnsafe(ref to);

    private static Vector128<uint> Low(Vector128<uint> a, Vector128<uint> b) => Sse2.IsSupported ? Sse2.UnpackLow(a, b) : AdvSimd.Arm64.ZipLow(a, b);

    private static Vector128<uint> High(Vector128<uint> a, Vector128<uint> b) => Sse2.IsSupported ? Sse2.UnpackHigh(a, b) : AdvSimd.Arm64.ZipHigh(a, b);

    private static Vector128<ulong> Low(Vector128<ulong> a, Vector128<ulong> b) => Sse2.IsSupported ? Sse2.UnpackLow(a, b) : AdvSimd.Arm64.ZipLow(a, b);

    private static Vector128<ulong> High(Vector128<ulong> a, Vector128<ulong> b) => Sse2.IsSupported ? Sse2.UnpackHigh(a, b) : AdvSimd.Arm64.ZipHigh(a, b);
}
