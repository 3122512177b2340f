using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Downright.Kernels;

/// <summary>
/// Gathers four anchors' pixels at four distances as a matrix of 4 × 4 pixels, which is transposed; a vector does one for
/// each 128 bits that it has.
/// </summary>
internal sealed class GatherByTransposition : PixelGather
{
    private readonly int[] _anchors;
    private readonly int _channels;
    private readonly VectorWidth _width;

    /// <param name="anchors">The first byte of each anchor's pixel, ascending from 0.</param>
    /// <param name="channels">3 or 4.</param>
    /// <param name="width">The vector to use.</param>
    public GatherByTransposition(ReadOnlySpan<int> anchors, int channels, VectorWidth width)
    {
        _channels = channels;
        _width = width;

        // Whole groups of anchors: the last one stands in for those that miss.
        int group = (int)width / 128 * Most;
        _anchors = new int[(anchors.Length + group - 1) / group * group];
        anchors.CopyTo(_anchors);
        _anchors.AsSpan(anchors.Length).Fill(anchors[^1]);
    }

    public override int Length => (_anchors.Length * _channels) + Vector512<byte>.Count;

    public override int SourceLength => _anchors[^1] + (Most * _channels) + Vector128<byte>.Count;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(ref byte source, ref byte target, int step, int distances)
    {
        if (_width == VectorWidth.Bits512) Transpose<Quads512>(ref source, ref target, step, distances);
        else if (_width == VectorWidth.Bits256) Transpose<Quads256>(ref source, ref target, step, distances);
        else Transpose<Quads128>(ref source, ref target, step, distances);
    }

    private void Transpose<TQuads>(ref byte source, ref byte target, int step, int distances)
        where TQuads : struct, IQuads<TQuads>
    {
        if (_channels == 3) Transpose<TQuads>(ref source, ref target, step, distances, 3);
        else Transpose<TQuads>(ref source, ref target, step, distances, 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Transpose<TQuads>(ref byte source, ref byte target, int step, int distances, int channels)
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
            if (distances > 1) TQuads.High64(ab, cd).Store(ref Unsafe.Add(ref to, step), channels);
            if (distances > 2)
            {
                ab = TQuads.High32(a, b);
                cd = TQuads.High32(c, d);
                TQuads.Low64(ab, cd).Store(ref Unsafe.Add(ref to, 2 * step), channels);
                if (distances > 3) TQuads.High64(ab, cd).Store(ref Unsafe.Add(ref to, 3 * step), channels);
            }

            to = ref Unsafe.Add(ref to, TQuads.Count * channels);
        }
    }
}
