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

    /// <summary>Sixteen pixels of three channels at a time.</summary>
    /// <returns>How many pixels are done.</returns>
    private static int Triples(ReadOnlySpan<byte> row, bool blueFirst, Span<byte> grey)
    {
        if (!Vector128.IsHardwareAccelerated) return 0;
        Vector128<ushort> first = Vector128.Create(blueFirst ? Blue : Red), second = Vector128.Create(Green), third = Vector128.Create(blueFirst ? Red : Blue);
        int x = 0;
        for (; x <= grey.Length - 16; x += 16)
        {
            Vector128<byte> a = Vector128.Create(row[(3 * x)..]), b = Vector128.Create(row[((3 * x) + 16)..]), c = Vector128.Create(row[((3 * x) + 32)..]);

            // Indices beyond 15 give 0: each channel is put together from three vectors.
            Vector128<byte> p = Vector128.Shuffle(a, Vector128.Create(0, 3, 6, 9, 12, 15, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255))
                | Vector128.Shuffle(b, Vector128.Create(255, 255, 255, 255, 255, 255, 2, 5, 8, 11, 14, 255, 255, 255, 255, 255))
                | Vector128.Shuffle(c, Vector128.Create(255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1, 4, 7, 10, 13));
            Vector128<byte> q = Vector128.Shuffle(a, Vector128.Create(1, 4, 7, 10, 13, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255))
                | Vector128.Shuffle(b, Vector128.Create(255, 255, 255, 255, 255, 0, 3, 6, 9, 12, 15, 255, 255, 255, 255, 255))
                | Vector128.Shuffle(c, Vector128.Create(255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 2, 5, 8, 11, 14));
            Vector128<byte> r = Vector128.Shuffle(a, Vector128.Create(2, 5, 8, 11, 14, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255))
                | Vector128.Shuffle(b, Vector128.Create(255, 255, 255, 255, 255, 1, 4, 7, 10, 13, 255, 255, 255, 255, 255, 255))
                | Vector128.Shuffle(c, Vector128.Create(255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0, 3, 6, 9, 12, 15));
            Vector128.Narrow(
                Weighted(Vector128.WidenLower(p), Vector128.WidenLower(q), Vector128.WidenLower(r)),
                Weighted(Vector128.WidenUpper(p), Vector128.WidenUpper(q), Vector128.WidenUpper(r))).CopyTo(grey[x..]);
        }

        return x;

        Vector128<ushort> Weighted(Vector128<ushort> p, Vector128<ushort> q, Vector128<ushort> r) =>
            ((p * first) + (q * second) + (r * third) + Vector128.Create(Half)) >>> 8;
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
