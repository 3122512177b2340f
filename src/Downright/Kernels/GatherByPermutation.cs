using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Downright.Kernels;

/// <summary>
/// Gathers with permutations of bytes (AVX-512 VBMI): the pixels of a group of anchors lie within four vectors, so that the
/// byte that says where a pixel's byte is has 7 bits for its place in two of the vectors and 1 for which two.
/// </summary>
internal sealed class GatherByPermutation : PixelGather
{
    private const int Reach = 256;

    /// <summary>Where groups have fewer bytes than these, transposing costs less.</summary>
    private const int LeastBytes = 32;

    private readonly int[] _sources;
    private readonly int[] _targets;
    private readonly byte[] _indices;
    private readonly int _channels;

    private GatherByPermutation(ReadOnlySpan<int> anchors, List<int> groups, int channels)
    {
        _channels = channels;
        _sources = new int[groups.Count];
        _targets = new int[groups.Count];
        _indices = new byte[groups.Count * Vector512<byte>.Count];
        for (int group = 0; group < groups.Count; group++)
        {
            int from = groups[group], to = group + 1 < groups.Count ? groups[group + 1] : anchors.Length;
            _sources[group] = anchors[from];
            _targets[group] = from * channels;
            for (int i = 0; i < (to - from) * channels; i++)
                _indices[(group * Vector512<byte>.Count) + i] = (byte)(anchors[from + (i / channels)] - anchors[from] + (i % channels));
        }
    }

    public override int Length => _targets[^1] + Vector512<byte>.Count;

    public override int SourceLength => _sources[^1] + Reach;

    /// <summary>Null where the processor has no such permutations, or where they do not pay.</summary>
    /// <inheritdoc cref="PixelGather.Of"/>
    public static GatherByPermutation? Of(ReadOnlySpan<int> anchors, int channels)
    {
        if (!Avx512Vbmi.IsSupported) return null;
        List<int> groups = [0];
        for (int i = 1; i < anchors.Length; i++)
        {
            int first = groups[^1];
            if (anchors[i] - anchors[first] + (Most * channels) > Reach || (i + 1 - first) * channels > Vector512<byte>.Count) groups.Add(i);
        }

        return channels > 1 && anchors.Length * channels < groups.Count * LeastBytes ? null : new GatherByPermutation(anchors, groups, channels);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(ref byte source, ref byte target, int step, int distances)
    {
        ReadOnlySpan<int> sources = _sources, targets = _targets.AsSpan(0, sources.Length);
        ref byte indices = ref _indices[0];
        var channels = Vector512.Create((byte)_channels);
        for (int group = 0; group < sources.Length; group++)
        {
            ref byte from = ref Unsafe.Add(ref source, sources[group]);
            Vector512<byte> a = Vector512.LoadUnsafe(ref from), b = Vector512.LoadUnsafe(ref from, 64);
            Vector512<byte> c = Vector512.LoadUnsafe(ref from, 128), d = Vector512.LoadUnsafe(ref from, 192);
            Vector512<byte> index = Vector512.LoadUnsafe(ref indices, (nuint)(group * Vector512<byte>.Count));
            ref byte to = ref Unsafe.Add(ref target, targets[group]);
            for (int distance = 0; distance < distances; distance++)
            {
                Vector512<byte> lower = Avx512Vbmi.PermuteVar64x8x2(a, index, b), upper = Avx512Vbmi.PermuteVar64x8x2(c, index, d);
                Avx512BW.BlendVariable(lower, upper, index).StoreUnsafe(ref to);
                to = ref Unsafe.Add(ref to, step);
                index += channels;
            }
        }
    }
}
