using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Downright.Kernels;

/// <summary>Rows of pixels to grey, (77 R + 150 G + 29 B + 128) / 256, the usual weights of red, green and blue in whole numbers; exact at every width.</summary>
internal static class GreyRow
{
    private const ushort Red = 77, Green = 150, Blue = 29, Half = 128;

    /// <summary>Converts a row; alpha is ignored.</summary>
    public static void Convert(ReadOnlySpan<byte> row, PixelFormat format, Span<byte> grey)
    {
        bool blueFirst = format is PixelFormat.Bgr or PixelFormat.Bgra or PixelFormat.BgraPremultiplied;
        switch (format.Channels())
        {
            case 1:
                row[..grey.Length].CopyTo(grey);
                break;
            case 3:
                Scalar(row, 3, blueFirst, grey, Triples(row, blueFirst, grey));
                break;
            default:
                Scalar(row, 4, blueFirst, grey, 0);
                break;
        }
    }

    /// <summary>Thirty-two or sixteen pixels of three channels at a time.</summary>
    /// <returns>How many pixels are done.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Triples(ReadOnlySpan<byte> row, bool blueFirst, Span<byte> grey)
    {
        int x = 0;
        ushort first = blueFirst ? Blue : Red, third = blueFirst ? Red : Blue;
        if (Vector256.IsHardwareAccelerated)
        {
            for (; x <= grey.Length - 32; x += 32)
            {
                var (p, q, r) = Channels(row[(3 * x)..]);
                var (p2, q2, r2) = Channels(row[((3 * x) + 48)..]);
                Vector256<byte> a = Vector256.Create(p, p2), b = Vector256.Create(q, q2), c = Vector256.Create(r, r2);
                Vector256.Narrow(
                    ((Vector256.WidenLower(a) * first) + (Vector256.WidenLower(b) * Green) + (Vector256.WidenLower(c) * third) + Vector256.Create(Half)) >>> 8,
                    ((Vector256.WidenUpper(a) * first) + (Vector256.WidenUpper(b) * Green) + (Vector256.WidenUpper(c) * third) + Vector256.Create(Half)) >>> 8).CopyTo(grey[x..]);
            }
        }

        if (Vector128.IsHardwareAccelerated)
        {
            for (; x <= grey.Length - 16; x += 16)
            {
                var (p, q, r) = Channels(row[(3 * x)..]);
                Vector128.Narrow(
                    ((Vector128.WidenLower(p) * first) + (Vector128.WidenLower(q) * Green) + (Vector128.WidenLower(r) * third) + Vector128.Create(Half)) >>> 8,
                    ((Vector128.WidenUpper(p) * first) + (Vector128.WidenUpper(q) * Green) + (Vector128.WidenUpper(r) * third) + Vector128.Create(Half)) >>> 8).CopyTo(grey[x..]);
            }
        }

        return x;
    }

    /// <summary>The three channels of sixteen pixels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (Vector128<byte> First, Vector128<byte> Second, Vector128<byte> Third) Channels(ReadOnlySpan<byte> pixels)
    {
        Vector128<byte> a = Vector128.Create(pixels), b = Vector128.Create(pixels[16..]), c = Vector128.Create(pixels[32..]);

        // Indices beyond 15 give 0: each channel is put together from three vectors.
        Vector128<byte> first = Vector128.Shuffle(a, Vector128.Create(0, 3, 6, 9, 12, 15, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255))
            | Vector128.Shuffle(b, Vector128.Create(255, 255, 255, 255, 255, 255, 2, 5, 8, 11, 14, 255, 255, 255, 255, 255))
            | Vector128.Shuffle(c, Vector128.Create(255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1, 4, 7, 10, 13));
        Vector128<byte> second = Vector128.Shuffle(a, Vector128.Create(1, 4, 7, 10, 13, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255))
            | Vector128.Shuffle(b, Vector128.Create(255, 255, 255, 255, 255, 0, 3, 6, 9, 12, 15, 255, 255, 255, 255, 255))
            | Vector128.Shuffle(c, Vector128.Create(255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 2, 5, 8, 11, 14));
        Vector128<byte> third = Vector128.Shuffle(a, Vector128.Create(2, 5, 8, 11, 14, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255))
            | Vector128.Shuffle(b, Vector128.Create(255, 255, 255, 255, 255, 1, 4, 7, 10, 13, 255, 255, 255, 255, 255, 255))
            | Vector128.Shuffle(c, Vector128.Create(255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0, 3, 6, 9, 12, 15));
        return (first, second, third);
    }

    private static void Scalar(ReadOnlySpan<byte> row, int channels, bool blueFirst, Span<byte> grey, int from)
    {
        int first = blueFirst ? Blue : Red, third = blueFirst ? Red : Blue;
        for (int x = from; x < grey.Length; x++)
        {
            int i = x * channels;
            grey[x] = (byte)(((row[i] * first) + (row[i + 1] * Green) + (row[i + 2] * third) + Half) >> 8);
        }
    }
}
