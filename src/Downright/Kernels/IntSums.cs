using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Downright.Kernels;

/// <summary>Exact sums of rows, element by element.</summary>
internal static class IntSums
{
    /// <summary>The sum of neighbouring rows of an image.</summary>
    public static void OfRows(PixelImage<byte> image, int first, int rows, Span<int> sums)
    {
        sums.Clear();
        int row = first, end = first + rows;
        for (; row < end - 1; row += 2) Add(sums, image.Row(row), image.Row(row + 1));
        if (row == end) return;
        ReadOnlySpan<byte> last = image.Row(row);
        for (int i = 0; i < sums.Length; i++) sums[i] += last[i];
    }

    /// <summary>sums += first + second, which are added in 16 bits.</summary>
    private static void Add(Span<int> sums, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        first = first[..sums.Length];
        second = second[..sums.Length];
        int i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            ref int sum = ref MemoryMarshal.GetReference(sums);
            for (; i <= sums.Length - 16; i += 16)
            {
                var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(in MemoryMarshal.GetReference(first), (nuint)i));
                var (lowSecond, highSecond) = Vector128.Widen(Vector128.LoadUnsafe(in MemoryMarshal.GetReference(second), (nuint)i));
                AddEight(ref sum, (nuint)i, low + lowSecond);
                AddEight(ref sum, (nuint)i + 8, high + highSecond);
            }
        }

        for (; i < sums.Length; i++) sums[i] += first[i] + second[i];
    }

    /// <summary>sums += weight · row.</summary>
    public static void Add(Span<int> sums, ReadOnlySpan<int> row, int weight)
    {
        row = row[..sums.Length];
        int i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            ref int sum = ref MemoryMarshal.GetReference(sums);
            for (; i <= sums.Length - 4; i += 4)
            {
                Vector128<int> product = Vector128.LoadUnsafe(in MemoryMarshal.GetReference(row), (nuint)i) * weight;
                (Vector128.LoadUnsafe(ref sum, (nuint)i) + product).StoreUnsafe(ref sum, (nuint)i);
            }
        }

        for (; i < sums.Length; i++) sums[i] += row[i] * weight;
    }

    private static void AddEight(ref int sums, nuint i, Vector128<ushort> samples)
    {
        var (low, high) = Vector128.Widen(samples);
        (Vector128.LoadUnsafe(ref sums, i) + low.AsInt32()).StoreUnsafe(ref sums, i);
        (Vector128.LoadUnsafe(ref sums, i + 4) + high.AsInt32()).StoreUnsafe(ref sums, i + 4);
    }
}
