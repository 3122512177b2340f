using System.Runtime.CompilerServices;

namespace Downright.Kernels;

/// <summary>Gathers pixel by pixel.</summary>
/// <param name="anchors">The first byte of each anchor's pixel, ascending from 0.</param>
/// <param name="channels">1, 3 or 4.</param>
internal sealed class GatherByCopy(ReadOnlySpan<int> anchors, int channels) : PixelGather
{
    private readonly int[] _anchors = anchors.ToArray();

    public override int Length => (_anchors.Length * channels) + sizeof(uint);

    public override int SourceLength => _anchors[^1] + (Most * channels) + sizeof(uint);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(ref byte source, ref byte target, int step, int distances)
    {
        if (channels == 1) Copy<byte>(ref source, ref target, step, distances);
        else Copy<uint>(ref source, ref target, step, distances);
    }

    /// <summary>Of three channels a byte too much is copied, which the next pixel overwrites.</summary>
    private void Copy<T>(ref byte source, ref byte target, int step, int distances)
        where T : unmanaged
    {
        foreach (int anchor in _anchors)
        {
            ref byte from = ref Unsafe.Add(ref source, anchor);
            ref byte to = ref target;
            for (int distance = 0; distance < distances; distance++)
            {
                Unsafe.WriteUnaligned(ref to, Unsafe.ReadUnaligned<T>(ref from));
                from = ref Unsafe.Add(ref from, channels);
                to = ref Unsafe.Add(ref to, step);
            }

            target = ref Unsafe.Add(ref target, channels);
        }
    }
}
