using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Downright.Kernels;

/// <summary>Column by column over a band of rows, the sums of samples and of their squares; in some rows only of columns that a mask lets through. Exact at every width.</summary>
internal static class MaskedMoments
{
    /// <summary>The most rows of a band: beyond, sums of squares would leave 32 bits.</summary>
    public const int MaxRows = 65536;

    /// <summary>Adds up a band.</summary>
    /// <param name="plane">Rows of bytes, <paramref name="sums"/>' length apart.</param>
    /// <param name="rows">The first row and the one after the last.</param>
    /// <param name="masked">Whether a row is masked.</param>
    /// <param name="mask">255 for columns that always count, 0 for those that count in unmasked rows only.</param>
    /// <param name="sums">A sum per column.</param>
    /// <param name="squares">A sum of squares per column.</param>
    public static void Gather(ReadOnlySpan<byte> plane, (int First, int End) rows, ReadOnlySpan<bool> masked, ReadOnlySpan<byte> mask, Span<int> sums, Span<int> squares)
    {
        int width = sums.Length, x = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            for (; x <= width - 32; x += 32) ThirtyTwo(plane[x..], width, rows, masked, Vector256.Create(mask[x..]), sums[x..], squares[x..]);
        }

        if (Vector128.IsHardwareAccelerated)
        {
            for (; x <= width - 16; x += 16) Sixteen(plane[x..], width, rows, masked, Vector128.Create(mask[x..]), sums[x..], squares[x..]);
        }

        for (; x < width; x++)
        {
            int sum = 0, square = 0;
            for (int y = rows.First; y < rows.End; y++)
            {
                int sample = masked[y] ? plane[(y * width) + x] & mask[x] : plane[(y * width) + x];
                sum += sample;
                square += sample * sample;
            }

            sums[x] = sum;
            squares[x] = square;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ThirtyTwo(ReadOnlySpan<byte> plane, int stride, (int First, int End) rows, ReadOnlySpan<bool> masked, Vector256<byte> mask, Span<int> sums, Span<int> squares)
    {
        // Sixteen-bit sums hold 257 rows; bands of more are added in parts.
        const int Part = 256;
        Vector256<int> sum0 = default, sum1 = default, sum2 = default, sum3 = default, square0 = default, square1 = default, square2 = default, square3 = default;
        for (int start = rows.First; start < rows.End; start += Part)
        {
            Vector256<ushort> low = default, high = default;
            for (int y = start; y < Math.Min(start + Part, rows.End); y++)
            {
                Vector256<byte> samples = Vector256.Create(plane[(y * stride)..]);
                if (masked[y]) samples &= mask;
                Vector256<ushort> a = Vector256.WidenLower(samples), b = Vector256.WidenUpper(samples);
                low += a;
                high += b;
                a *= a;
                b *= b;
                square0 += Vector256.WidenLower(a).AsInt32();
                square1 += Vector256.WidenUpper(a).AsInt32();
                square2 += Vector256.WidenLower(b).AsInt32();
                square3 += Vector256.WidenUpper(b).AsInt32();
            }

            sum0 += Vector256.WidenLower(low).AsInt32();
            sum1 += Vector256.WidenUpper(low).AsInt32();
            sum2 += Vector256.WidenLower(high).AsInt32();
            sum3 += Vector256.WidenUpper(high).AsInt32();
        }

        sum0.CopyTo(sums);
        sum1.CopyTo(sums[8..]);
        sum2.CopyTo(sums[16..]);
        sum3.CopyTo(sums[24..]);
        square0.CopyTo(squares);
        square1.CopyTo(squares[8..]);
        square2.CopyTo(squares[16..]);
        square3.CopyTo(squares[24..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sixteen(ReadOnlySpan<byte> plane, int stride, (int First, int End) rows, ReadOnlySpan<bool> masked, Vector128<byte> mask, Span<int> sums, Span<int> squares)
    {
        // Sixteen-bit sums hold 257 rows; bands of more are added in parts.
        const int Part = 256;
        Vector128<int> sum0 = default, sum1 = default, sum2 = default, sum3 = default, square0 = default, square1 = default, square2 = default, square3 = default;
        for (int start = rows.First; start < rows.End; start += Part)
        {
            Vector128<ushort> low = default, high = default;
            for (int y = start; y < Math.Min(start + Part, rows.End); y++)
            {
                Vector128<byte> samples = Vector128.Create(plane[(y * stride)..]);
                if (masked[y]) samples &= mask;
                Vector128<ushort> a = Vector128.WidenLower(samples), b = Vector128.WidenUpper(samples);
                low += a;
                high += b;
                a *= a;
                b *= b;
                square0 += Vector128.WidenLower(a).AsInt32();
                square1 += Vector128.WidenUpper(a).AsInt32();
                square2 += Vector128.WidenLower(b).AsInt32();
                square3 += Vector128.WidenUpper(b).AsInt32();
            }

            sum0 += Vector128.WidenLower(low).AsInt32();
            sum1 += Vector128.WidenUpper(low).AsInt32();
            sum2 += Vector128.WidenLower(high).AsInt32();
            sum3 += Vector128.WidenUpper(high).AsInt32();
        }

        sum0.CopyTo(sums);
        sum1.CopyTo(sums[4..]);
        sum2.CopyTo(sums[8..]);
        sum3.CopyTo(sums[12..]);
        square0.CopyTo(squares);
        square1.CopyTo(squares[4..]);
        square2.CopyTo(squares[8..]);
        square3.CopyTo(squares[12..]);
    }
}
