using NetVips;

namespace Downright.Files;

/// <summary>Reads a file strip by strip into the one array that becomes the image, so that nothing is held twice.</summary>
internal static class VipsDecoder
{
    // Strips below the large-object heap's 85,000 bytes are cheap to collect.
    private const int StripBytes = 1 << 16;

    // NetVips makes a new array of every strip. Left to itself, the collector lets them pile up to the size of the
    // processor's cache, which is as much as a photo.
    private const int StripsPerCollection = 64;

    public static PixelImage<byte> Decode(string path, DecodeOptions options, CancellationToken cancellationToken)
    {
        ImageFileFormat format = InputFile.FormatOf(path);
        try
        {
            using Image file = Open(path, format);
            SampleLayout layout = SampleLayout.Of(file)
                ?? throw new ImageFileException($"{path}: {file.Bands} channels of {file.Format} samples ({file.Interpretation}) cannot be converted; 8-bit and 16-bit grey, RGB and CMYK can");
            var converter = new RowConverter(layout, options.Alpha, options.Background);
            ThrowIfTooLarge(path, file, converter.Format, options);
            return Read(file, layout, converter, options.Orient ? OrientationTag(file) : 1, cancellationToken);
        }
        catch (VipsException e)
        {
            throw new ImageFileException($"{path}: this {NameOf(format)} file is broken or cut short ({VipsReason.Of(e)})", e);
        }
    }

    private static string NameOf(ImageFileFormat format) => format == ImageFileFormat.WebP ? "WebP" : format.ToString().ToUpperInvariant();

    private static Image Open(string path, ImageFileFormat format)
    {
        const Enums.Access access = Enums.Access.Sequential;
        const Enums.FailOn failOn = Enums.FailOn.Warning;
        return format switch
        {
            ImageFileFormat.Jpeg => Image.Jpegload(path, access: access, failOn: failOn),
            ImageFileFormat.Png => Image.Pngload(path, access: access, failOn: failOn),
            ImageFileFormat.WebP => Image.Webpload(path, access: access, failOn: failOn),
            ImageFileFormat.Tiff => Image.Tiffload(path, access: access, failOn: failOn),
            _ => Image.Gifload(path, access: access, failOn: failOn),
        };
    }

    private static void ThrowIfTooLarge(string path, Image file, PixelFormat format, DecodeOptions options)
    {
        long pixels = (long)file.Width * file.Height;
        if (pixels > options.MaxPixels)
            throw new ImageFileException($"{path}: {file.Width}x{file.Height} is {pixels} pixels, more than the {options.MaxPixels} allowed; raise the limit (--max-pixels) only for a file that you trust");
        if (pixels * format.Channels() > Array.MaxLength)
            throw new ImageFileException($"{path}: {file.Width}x{file.Height} pixels of {format.Channels()} channels are more than the {Array.MaxLength} samples that one image can hold");
    }

    private static PixelImage<byte> Read(Image file, SampleLayout layout, RowConverter converter, int exif, CancellationToken cancellationToken)
    {
        int width = file.Width, height = file.Height, channels = converter.Format.Channels();
        int rowBytes = width * layout.BytesPerPixel;
        Orientation orientation = Orientation.Of(exif, width, height);
        var pixels = new byte[(long)width * height * channels];
        var row = new byte[width * channels];

        using Region region = Region.New(file);
        int strip = Math.Max(1, StripBytes / rowBytes);
        for (int top = 0; top < height; top += strip)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (top / strip % StripsPerCollection == StripsPerCollection - 1) GC.Collect(0);
            int rows = Math.Min(strip, height - top);
            Span<byte> samples = region.Fetch(0, top, width, rows);
            for (int y = 0; y < rows; y++)
            {
                converter.Convert(samples.Slice(y * rowBytes, rowBytes), row);
                long start = orientation.Origin + ((top + y) * orientation.StepY);
                Place(row, channels, pixels, start * channels, orientation.StepX * channels);
            }
        }

        return new PixelImage<byte>(pixels, orientation.Size, converter.Format);
    }

    private static void Place(ReadOnlySpan<byte> row, int channels, byte[] pixels, long start, long step)
    {
        if (step == channels)
        {
            row.CopyTo(pixels.AsSpan((int)start));
            return;
        }

        for (int i = 0; i < row.Length; i += channels, start += step)
            row.Slice(i, channels).CopyTo(pixels.AsSpan((int)start));
    }

    private static int OrientationTag(Image file) =>
        file.Contains("orientation") && file.Get("orientation") is int value ? value : 1;
}
