using System.Runtime.InteropServices;

namespace Downright.Kernels;

/// <summary>Copies of single pixels.</summary>
internal static class PixelCopy
{
    /// <summary>Copies pixels from some places to some others.</summary>
    /// <param name="source">Interleaved samples.</param>
    /// <param name="from">The place of each pixel in the source.</param>
    /// <param name="target">Interleaved samples.</param>
    /// <param name="to">Its place in the target; none, and all go one after the other.</param>
    /// <param name="channels">1, 3 or 4.</param>
    public static void Run(ReadOnlySpan<byte> source, ReadOnlySpan<int> from, Span<byte> target, ReadOnlySpan<int> to, int channels)
    {
        switch (channels)
        {
            case 1: Run<byte>(source, from, target, to); break;
            case 3: Run<Triple>(source, from, target, to); break;
            default: Run<uint>(source, from, target, to); break;
        }
    }

    private static void Run<TPixel>(ReadOnlySpan<byte> samples, ReadOnlySpan<int> from, Span<byte> targetSamples, ReadOnlySpan<int> to)
        where TPixel : struct
    {
        ReadOnlySpan<TPixel> source = MemoryMarshal.Cast<byte, TPixel>(samples);
        Span<TPixel> target = MemoryMarshal.Cast<byte, TPixel>(targetSamples);
        if (to.IsEmpty)
        {
            target = target[..from.Length];
            for (int i = 0; i < target.Length; i++) target[i] = source[from[i]];
        }
        else
        {
            to = to[..from.Length];
            for (int i = 0; i < from.Length; i++) target[to[i]] = source[from[i]];
        }
    }
}
