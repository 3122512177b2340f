using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Downright.Kernels;

/// <summary>
/// Gathers the pixels at equal distances from some anchors: one row of the anchors' own pixels, one of those right of them,
/// and so on. A permutation of 128 bytes picks what lies there; what one does not reach, the next ones add.
/// </summary>
internal sealed class PixelGather
{
    private const int Vector = 64, Reach = 2 * Vector;

    /// <summary>Where a vector's pixels lie farther apart than so many permutations reach, copying each pixel is faster.</summary>
    private const int MostPermutations = 12;

    private readonly int[] _anchors;
    private readonly int _channels;
    private readonly int _distances;
    private readonly int[] _starts = [];
    private readonly byte[] _indices = [];
    private readonly byte[] _masks = [];
    private readonly int _permutations;

    /// <param name="anchors">The first byte of each anchor's pixel, ascending from 0.</param>
    /// <param name="channels">1, 3 or 4.</param>
    /// <param name="distances">The number of distances, from 0 on.</param>
    /// <param name="widest">The widest vector to use.</param>
    public PixelGather(ReadOnlySpan<int> anchors, int channels, int distances, VectorWidth widest)
    {
        _anchors = anchors.ToArray();
        _channels = channels;
        _distances = distances;
        Length = (anchors.Length * channels) + Vector;
        SourceLength = anchors[^1] + (distances * channels) + sizeof(uint);
        if (widest < VectorWidth.Bits512 || !Avx512Vbmi.IsSupported) return;

        int bytes = anchors.Length * channels, vectors = (bytes + Vector - 1) / Vector;
        var starts = new int[vectors];
        for (int v = 0; v < vectors; v++)
        {
            starts[v] = Position(v * Vector);
            _permutations = Math.Max(_permutations, ((Position(Math.Min(bytes, (v + 1) * Vector) - 1) - starts[v]) / Reach) + 1);
        }

        if (_permutations > MostPermutations)
        {
            _permutations = 0;
            return;
        }

        _starts = starts;
        _indices = new byte[vectors * Vector];
        _masks = new byte[_indices.Length * _permutations];
        for (int i = 0; i < bytes; i++)
        {
            var (permutation, index) = Math.DivRem(Position(i) - starts[i / Vector], Reach);
            _indices[i] = (byte)index;
            _masks[(((i / Vector * _permutations) + permutation) * Vector) + (i % Vector)] = byte.MaxValue;
        }

        SourceLength += _permutations * Reach;

        int Position(int i) => _anchors[i / channels] + (i % channels);
    }

    /// <summary>The bytes of room that a row of gathered pixels needs: whole vectors are written.</summary>
    public int Length { get; }

    /// <summary>The bytes of room that the source needs: whole vectors are read.</summary>
    public int SourceLength { get; }

    /// <summary>Gathers.</summary>
    /// <param name="source">What the anchors count from.</param>
    /// <param name="target">A row for each distance.</param>
    /// <param name="step">Bytes from a row to the next.</param>
    public void Run(ref byte source, ref byte target, int step)
    {
        if (_permutations > 0) Permute(ref source, ref target, step);
        else if (_channels == 1) Copy<byte>(ref source, ref target, step);
        else Copy<uint>(ref source, ref target, step);
    }

    private void Permute(ref byte source, ref byte target, int step)
    {
        ref byte indices = ref MemoryMarshal.GetArrayDataReference(_indices);
        ref byte masks = ref MemoryMarshal.GetArrayDataReference(_masks);
        for (int v = 0; v < _starts.Length; v++)
        {
            ref byte from = ref Unsafe.Add(ref source, _starts[v]);
            ref byte to = ref Unsafe.Add(ref target, v * Vector);
            Vector512<byte> index = Vector512.LoadUnsafe(ref indices, (nuint)(v * Vector));
            ref byte mask = ref Unsafe.Add(ref masks, v * _permutations * Vector);
            for (int distance = 0; distance < _distances; distance++)
            {
                Vector512<byte> pixels = Pick(ref from, index);
                for (int p = 1; p < _permutations; p++)
                {
                    pixels = Vector512.ConditionalSelect(
                        Vector512.LoadUnsafe(ref mask, (nuint)(p * Vector)), Pick(ref Unsafe.Add(ref from, p * Reach), index), pixels);
                }

                pixels.StoreUnsafe(ref to);
                from = ref Unsafe.Add(ref from, _channels);
                to = ref Unsafe.Add(ref to, step);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Pick(ref byte source, Vector512<byte> index) =>
        Avx512Vbmi.PermuteVar64x8x2(Vector512.LoadUnsafe(ref source), index, Vector512.LoadUnsafe(ref source, Vector));

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
}
