using System.Runtime.Intrinsics;

namespace Downright.Kernels;

/// <summary>Rows of pixels to a colour difference around 128, clipped to a byte; the same at every width.</summary>
internal static class ColourRow
{
    /// <summary>Converts a row; alpha is ignored.</summary>
    /// <param name="row">The pixels, of three or four channels.</param>
    /// <param name="format">Their format.</param>
    /// <param name="isBlue">Whether blue less the mean of red and green, rounded down, is wanted; else red less green.</param>
    /// <param name="difference">Takes the difference.</param>
    public static void Convert(ReadOnlySpan<byte> row, PixelFormat format, bool isBlue, Span<byte> difference)
    {
        bool blueFirst = format is PixelFormat.Bgr or PixelFormat.Bgra or PixelFormat.BgraPremultiplied;
        int channels = format.Channels(), red = blueFirst ? 2 : 0, x = 0;
        if (channels == 3 && Vector128.IsHardwareAccelerated)
        {
            for (; x <= difference.Length - 16; x += 16)
            {
                var (first, green, third) = GreyRow.Channels(row[(3 * x)..]);
                var (r, b) = blueFirst ? (third, first) : (first, third);
                (isBlue ? Less(b, (r & green) + ((r ^ green) >>> 1)) : Less(r, green)).CopyTo(difference[x..]);
            }
        }

        for (; x < difference.Length; x++)
        {
            ReadOnlySpan<byte> pixel = row.Slice(x * channels, channels);
            int r = pixel[red], g = pixel[1], b = pixel[2 - red];
            difference[x] = (byte)Math.Clamp(128 + (isBlue ? b - ((r + g) >> 1) : r - g), 0, 255);
        }
    }

    /// <summary>128 + a − b, clipped: a signed difference between both, moved down by 128.</summary>
    private static Vector128<byte> Less(Vector128<byte> a, Vector128<byte> b)
    {
        Vector128<byte> middle = Vector128.Create((byte)128);
        return Vector128.SubtractSaturate((a ^ middle).AsSByte(), (b ^ middle).AsSByte()).AsByte() ^ middle;
    }
}
