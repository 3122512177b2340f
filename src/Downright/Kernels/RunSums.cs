using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Downright.Kernels;

/// <summary>Exact sums over runs of neighbouring pixels.</summary>
internal static class RunSums
{
    /// <summary>Adds each run of <paramref name="columns"/> pixels; the last one may be shorter.</summary>
    /// <param name="sums">Interleaved sums of one row of blocks.</param>
    /// <param name="channels">Samples of a pixel.</param>
    /// <param name="columns">Pixels of a run.</param>
    /// <param name="blocks">Runs × channels.</param>
    public static void Add(ReadOnlySpan<int> sums, int channels, int columns, Span<int> blocks)
    {
        int run = columns * channels, block = 0;

        // Four sums are read and written for a pixel of three channels: not at the end.
        if (Vector128.IsHardwareAccelerated && channels >= 3)
        {
            int vectors = Math.Min((sums.Length - 1) / run, (blocks.Length / channels) - 1);
            ref int sum = ref MemoryMarshal.GetReference(sums);
            ref int target = ref MemoryMarshal.GetReference(blocks);
            for (; block < vectors; block++)
            {
                ref int pixel = ref Unsafe.Add(ref sum, block * run);
                Vector128<int> total = Vector128.LoadUnsafe(ref pixel);
                for (int i = channels; i < run; i += channels) total += Vector128.LoadUnsafe(ref Unsafe.Add(ref pixel, i));
                total.StoreUnsafe(ref Unsafe.Add(ref target, block * channels));
            }
        }

        for (; block * channels < blocks.Length; block++)
        {
            ReadOnlySpan<int> own = sums.Slice(block * run, Math.Min(run, sums.Length - (block * run)));
            for (int c = 0; c < channels; c++)
            {
                int total = 0;
                for (int i = c; i < own.Length; i += channels) total += own[i];
                blocks[(block * channels) + c] = total;
            }
        }
    }
}
