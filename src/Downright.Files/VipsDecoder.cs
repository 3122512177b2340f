using NetVips;

namespace Downright.Files;

/// <summary>
/// An image file whose header is read: its size and format are known, its pixels are not decoded yet. They are read strip
/// by strip into the one array that becomes the image, so that nothing is held twice.
/// </summary>
internal sealed class VipsDecoder : IOpenedImage
{
    // Half of what the near cache holds, or less: a strip is still there when it is copied.
    private const int StripBytes = 1 << 16;

    // libvips takes as long for a row of one pixel as for one of hundreds: a file of 10 KB kept a core busy for minutes.
    // It is what libpng, too, takes unasked.
    private const int LongestSide = 1_000_000;

    private readonly string _name;
    private readonly Image _file;
    private readonly Source? _source;
    private readonly ImageFileFormat _format;
    private readonly SampleLayout _layout;
    private readonly RowConverter _converter;
    private readonly Orientation _orientation;

    private VipsDecoder(string name, Image file, Source? source, ImageFileFormat format, DecodeOptions options)
    {
        _name = name;
        _file = file;
        _source = source;
        _format = format;
        _layout = SampleLayout.Of(file)
            ?? throw new ImageFileException($"{name}: {file.Bands} channels of {file.Format} samples ({file.Interpretation}) cannot be converted; 8-bit and 16-bit grey, RGB and CMYK can");
        _converter = new RowConverter(_layout, options);
        ThrowIfTooLarge(options);
        _orientation = Orientation.Of(options.Orient ? OrientationTag() : 1, file.Width, file.Height);
    }

    /// <inheritdoc/>
    public ImageSize Size => _orientation.Size;

    /// <inheritdoc/>
    public PixelFormat Format => _converter.Format;

    /// <summary>Opens a file.</summary>
    public static VipsDecoder Open(string path, DecodeOptions options)
    {
        ImageFileFormat format = InputFile.FormatOf(path);
        return Open(path, format, options, source: null, () => FileOf(path, format));
    }

    /// <summary>Opens a file's contents.</summary>
    public static VipsDecoder Open(byte[] contents, string name, DecodeOptions options)
    {
        ImageFileFormat format = InputFile.FormatOf(name, contents);
        // Unlike a buffer, a source reads the array where it is, and keeps it there until it is disposed of: after the image.
        Source source = Source.NewFromMemory(contents);
        return Open(name, format, options, source, () => FileOf(source, format));
    }

    /// <inheritdoc/>
    public PixelImage<byte> Read(CancellationToken cancellationToken = default) =>
        Read(new byte[Size.Pixels * Format.Channels()], cancellationToken);

    /// <inheritdoc/>
    public PixelImage<byte> Read(Memory<byte> pixels, CancellationToken cancellationToken = default)
    {
        if (pixels.Length < Size.Pixels * Format.Channels()) throw new ArgumentException($"{Size} pixels of {Format.Channels()} channels do not fit into {pixels.Length} bytes.", nameof(pixels));
        try
        {
            ReadRows(pixels.Span, cancellationToken);
            return new PixelImage<byte>(pixels, Size, Format);
        }
        catch (VipsException e)
        {
            throw Broken(_name, _format, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        _source?.Dispose();
    }

    private static VipsDecoder Open(string name, ImageFileFormat format, DecodeOptions options, Source? source, Func<Image> open)
    {
        Image? file = null;
        try
        {
            file = open();
            return new VipsDecoder(name, file, source, format, options);
        }
        catch (Exception e)
        {
            file?.Dispose();
            source?.Dispose();
            if (e is VipsException broken) throw Broken(name, format, broken);
            throw;
        }
    }

    private static ImageFileException Broken(string name, ImageFileFormat format, VipsException e) =>
        new($"{name}: this {NameOf(format)} file is broken or cut short ({VipsReason.Of(e)})", e);

    private static string NameOf(ImageFileFormat format) => format == ImageFileFormat.WebP ? "WebP" : format.ToString().ToUpperInvariant();

    private static Image FileOf(string path, ImageFileFormat format)
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

    private static Image FileOf(Source source, ImageFileFormat format)
    {
        const Enums.Access access = Enums.Access.Sequential;
        const Enums.FailOn failOn = Enums.FailOn.Warning;
        return format switch
        {
            ImageFileFormat.Jpeg => Image.JpegloadSource(source, access: access, failOn: failOn),
            ImageFileFormat.Png => Image.PngloadSource(source, access: access, failOn: failOn),
            ImageFileFormat.WebP => Image.WebploadSource(source, access: access, failOn: failOn),
            ImageFileFormat.Tiff => Image.TiffloadSource(source, access: access, failOn: failOn),
            _ => Image.GifloadSource(source, access: access, failOn: failOn),
        };
    }

    private void ThrowIfTooLarge(DecodeOptions options)
    {
        int width = _file.Width, height = _file.Height;
        long pixels = (long)width * height;
        if (pixels > options.MaxPixels)
            throw new ImageFileException($"{_name}: {width}x{height} is {pixels} pixels, more than the {options.MaxPixels} allowed; raise the limit (--max-pixels) only for a file that you trust");
        if (Math.Max(width, height) > LongestSide)
            throw new ImageFileException($"{_name}: {width}x{height} has a side of more than the {LongestSide} pixels that are read");
        if (pixels * Format.Channels() > Array.MaxLength)
            throw new ImageFileException($"{_name}: {width}x{height} pixels of {Format.Channels()} channels are more than the {Array.MaxLength} samples that one image can hold");
    }

    private void ReadRows(Span<byte> pixels, CancellationToken cancellationToken)
    {
        int width = _file.Width, height = _file.Height, channels = Format.Channels();
        int rowBytes = width * _layout.BytesPerPixel;
        var row = new byte[width * channels];

        using Region region = Region.New(_file);
        int strip = Math.Max(1, StripBytes / rowBytes);
        for (int top = 0; top < height; top += strip)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int rows = Math.Min(strip, height - top);
            using StripSamples fetched = StripSamples.Fetch(region, top, width, rows);
            Span<byte> samples = fetched.Samples;
            if (_converter.IsIdentity && _orientation.IsUpright)
            {
                samples[..(rows * rowBytes)].CopyTo(pixels[(int)((long)top * rowBytes)..]);
                continue;
            }

            for (int y = 0; y < rows; y++)
            {
                _converter.Convert(samples.Slice(y * rowBytes, rowBytes), row);
                long start = _orientation.Origin + ((top + y) * _orientation.StepY);
                Place(row, channels, pixels, start * channels, _orientation.StepX * channels);
            }
        }
    }

    private static void Place(ReadOnlySpan<byte> row, int channels, Span<byte> pixels, long start, long step)
    {
        if (step == channels)
        {
            row.CopyTo(pixels[(int)start..]);
            return;
        }

        for (int i = 0; i < row.Length; i += channels, start += step)
            row.Slice(i, channels).CopyTo(pixels[(int)start..]);
    }

    private int OrientationTag() =>
        _file.Contains("orientation") && _file.Get("orientation") is int value ? value : 1;
}
