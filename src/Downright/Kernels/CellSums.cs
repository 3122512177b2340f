using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Downright.Kernels;

/// <summary>Sums of 16-bit samples along a row, channel by channel. Whole numbers: all widths agree.</summary>
internal static class CellSums
{
    /// <summary>So many samples beyond the last pixel may be read.</summary>
    public const int Slack = 3;

    /// <summary>So many pixels stay below 2³².</summary>
    private const int Most = 1 << 16;

    /// <summary>Sums of a cell: as many as a pixel has channels at most, the rest without meaning.</summary>
    public const int Totals = 4;

    /// <summary>Adds the samples of runs of pixels.</summary>
    /// <param name="row">Interleaved samples, and <see cref="Slack"/> more.</param>
    /// <param name="cells">The first pixel of each run, and the pixel after its last.</param>
    /// <param name="channels">1, 3 or 4.</param>
    /// <param name="totals">The sums of each run's channels, <see cref="Totals"/> a run.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(ReadOnlySpan<ushort> row, ReadOnlySpan<(int From, int To)> cells, int channels, Span<ulong> totals)
    {
        ref ushort first = ref MemoryMarshal.GetReference(row);
        ref ulong total = ref MemoryMarshal.GetReference(totals[..(cells.Length * Totals)]);
        foreach (var (from, to) in cells)
        {
            if ((uint)from > (uint)to || (to * channels) + Slack > row.Length) throw new ArgumentOutOfRangeException(nameof(cells));
            for (int part = from; part < to; part += Most)
            {
                Vector128<uint> sums = default;
                ref ushort pixel = ref Unsafe.Add(ref first, part * channels);
                for (int pixels = Math.Min(Most, to - part); pixels > 0; pixels--)
                {
                    ulong samples = Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<ushort, byte>(ref pixel));
                    sums += Vector128.WidenLower(Vector128.CreateScalarUnsafe(samples).AsUInt16());
                    pixel = ref Unsafe.Add(ref pixel, channels);
                }

                var (low, high) = Vector128.Widen(sums);
                (Vector128.LoadUnsafe(ref total) + low).StoreUnsafe(ref total);
                (Vector128.LoadUnsafe(ref total, 2) + high).StoreUnsafe(ref total, 2);
            }

            total = ref Unsafe.Add(ref total, Totals);
        }
    }
}
