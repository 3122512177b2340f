using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Downright.Kernels;

/// <summary>
/// Gathers the pixels at four distances from some anchors: one row of the anchors' own pixels, one of those right of them,
/// and so on. Four anchors and four distances are a matrix of 4 × 4 pixels, which is transposed; a vector does one for each
/// 128 bits that it has.
/// </summary>
internal sealed class PixelGather
{
    /// <summary>So many distances at once.</summary>
    public const int Side = 4;

    private readonly int[] _anchors;
    private readonly int _channels;
    private readonly VectorWidth _width;

    /// <param name="anchors">The first byte of each anchor's pixel, ascending from 0.</param>
    /// <param name="channels">1, 3 or 4.</param>
    /// <param name="widest">The widest vector to use.</param>
    public PixelGather(ReadOnlySpan<int> anchors, int channels, VectorWidth widest)
    {
        _channels = channels;
        _width = widest == VectorWidth.Bits128 && !Quads128.IsSupported ? VectorWidth.Scalar : widest;

        // Whole groups of anchors: the last one stands in for those that miss.
        int group = _width == VectorWidth.Scalar ? Side : (int)_width / 128 * Side;
        _anchors = new int[(anchors.Length + group - 1) / group * group];
        anchors.CopyTo(_anchors);
        _anchors.AsSpan(anchors.Length).Fill(anchors[^1]);
        Length = (_anchors.Length * channels) + Vector512<byte>.Count;
        SourceLength = anchors[^1] + (Side * channels) + Vector128<byte>.Count;
    }

    /// <summary>The bytes that a row of gathered pixels takes: whole vectors are written.</summary>
    public int Length { get; }

    /// <summary>The bytes that are read: whole vectors.</summary>
    public int SourceLength { get; }

    /// <summary>Gathers.</summary>
    /// <param name="source">What the anchors count from.</param>
    /// <param name="target">The rows.</param>
    /// <param name="step">Bytes from a row to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(ref byte source, ref byte target, int step)
    {
        if (_channels == 1) Copy<byte>(ref source, ref target, step);
        else if (_width == VectorWidth.Scalar) Copy<uint>(ref source, ref target, step);
        else if (_width == VectorWidth.Bits512) Transpose<Quads512>(ref source, ref target, step);
        else if (_width == VectorWidth.Bits256) Transpose<Quads256>(ref source, ref target, step);
        else Transpose<Quads128>(ref source, ref target, step);
    }

    /// <summary>Copies pixel by pixel, of three channels a byte too much, which the next pixel overwrites.</summary>
    private void Copy<T>(ref byte source, ref byte target, int step)
        where T : unmanaged
    {
        foreach (int anchor in _anchors)
        {
            ref byte from = ref Unsafe.Add(ref source, anchor);
            ref byte to = ref target;
            for (int distance = 0; distance < Side; distance++)
            {
                Unsafe.WriteUnaligned(ref to, Unsafe.ReadUnaligned<T>(ref from));
                from = ref Unsafe.Add(ref from, _channels);
                to = ref Unsafe.Add(ref to, step);
            }

            target = ref Unsafe.Add(ref target, _channels);
        }
    }

    private void Transpose<TQuads>(ref byte source, ref byte target, int step)
        where TQuads : struct, IQuads<TQuads>
    {
        if (_channels == 3) Transpose<TQuads>(ref source, ref target, step, 3);
        else Transpose<TQuads>(ref source, ref target, step, 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Transpose<TQuads>(ref byte source, ref byte target, int step, int channels)
        where TQuads : struct, IQuads<TQuads>
    {
        ReadOnlySpan<int> anchors = _anchors;
        ref byte to = ref target;
        for (int i = 0; i <= anchors.Length - TQuads.Count; i += TQuads.Count)
        {
            ReadOnlySpan<int> group = anchors.Slice(i, TQuads.Count);
            TQuads a = TQuads.Load(ref source, group, channels), b = TQuads.Load(ref source, group[1..], channels);
            TQuads c = TQuads.Load(ref source, group[2..], channels), d = TQuads.Load(ref source, group[3..], channels);
            TQuads ab = TQuads.Low32(a, b), cd = TQuads.Low32(c, d);
            TQuads.Low64(ab, cd).Store(ref to, channels);
            TQuads.High64(ab, cd).Store(ref Unsafe.Add(ref to, step), channels);
            ab = TQuads.High32(a, b);
            cd = TQuads.High32(c, d);
            TQuads.Low64(ab, cd).Store(ref Unsafe.Add(ref to, 2 * step), channels);
            TQuads.High64(ab, cd).Store(ref Unsafe.Add(ref to, 3 * step), channels);
            to = ref Unsafe.Add(ref to, TQuads.Count * channels);
        }
    }
}
