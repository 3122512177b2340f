using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Downright.Kernels;

/// <summary>
/// Rows of bytes, each times a weight, added up in registers: the vertical pass of one output row. Every element is a
/// chain of its own, one product and one sum a row, so all widths agree.
/// </summary>
internal static class WeightedRows
{
    /// <summary>Adds up rows.</summary>
    /// <param name="rows">Rows of bytes, <paramref name="sums"/>' length apart, from the first weight's on.</param>
    /// <param name="weights">The weights; rows with weight 0 are passed over.</param>
    /// <param name="sums">The sum per column.</param>
    public static void Sum(ReadOnlySpan<byte> rows, ReadOnlySpan<float> weights, Span<float> sums)
    {
        int x = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            for (; x <= sums.Length - 32; x += 32) ThirtyTwo(rows[x..], sums.Length, weights, sums[x..]);
        }

        if (Vector128.IsHardwareAccelerated)
        {
            for (; x <= sums.Length - 16; x += 16) Sixteen(rows[x..], sums.Length, weights, sums[x..]);
        }

        for (; x < sums.Length; x++)
        {
            float sum = 0;
            for (int y = 0; y < weights.Length; y++)
                if (weights[y] != 0) sum += weights[y] * rows[(y * sums.Length) + x];
            sums[x] = sum;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ThirtyTwo(ReadOnlySpan<byte> rows, int stride, ReadOnlySpan<float> weights, Span<float> sums)
    {
        Vector256<float> a = default, b = default, c = default, d = default;
        for (int y = 0; y < weights.Length; y++)
        {
            if (weights[y] == 0) continue;
            var (low, high) = Vector256.Widen(Vector256.Create(rows[(y * stride)..]));
            a += Vector256.ConvertToSingle(Vector256.WidenLower(low).AsInt32()) * weights[y];
            b += Vector256.ConvertToSingle(Vector256.WidenUpper(low).AsInt32()) * weights[y];
            c += Vector256.ConvertToSingle(Vector256.WidenLower(high).AsInt32()) * weights[y];
            d += Vector256.ConvertToSingle(Vector256.WidenUpper(high).AsInt32()) * weights[y];
        }

        a.CopyTo(sums);
        b.CopyTo(sums[8..]);
        c.CopyTo(sums[16..]);
        d.CopyTo(sums[24..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sixteen(ReadOnlySpan<byte> rows, int stride, ReadOnlySpan<float> weights, Span<float> sums)
    {
        Vector128<float> a = default, b = default, c = default, d = default;
        for (int y = 0; y < weights.Length; y++)
        {
            if (weights[y] == 0) continue;
            var (low, high) = Vector128.Widen(Vector128.Create(rows[(y * stride)..]));
            a += Vector128.ConvertToSingle(Vector128.WidenLower(low).AsInt32()) * weights[y];
            b += Vector128.ConvertToSingle(Vector128.WidenUpper(low).AsInt32()) * weights[y];
            c += Vector128.ConvertToSingle(Vector128.WidenLower(high).AsInt32()) * weights[y];
            d += Vector128.ConvertToSingle(Vector128.WidenUpper(high).AsInt32()) * weights[y];
        }

        a.CopyTo(sums);
        b.CopyTo(sums[4..]);
        c.CopyTo(sums[8..]);
        d.CopyTo(sums[12..]);
    }
}
