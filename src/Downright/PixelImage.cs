namespace Downright;

/// <summary>
/// An image: interleaved pixels in rows, with their size, row stride and <see cref="PixelFormat"/>. It never changes,
/// and it does not own its memory: whoever made the memory keeps it alive and leaves it alone while the image is used.
/// </summary>
/// <typeparam name="T">The type of a sample: <see cref="byte"/> (0–255) or <see cref="float"/> (in the same units).</typeparam>
public sealed class PixelImage<T>
    where T : unmanaged
{
    /// <summary>Wraps pixels without copying them.</summary>
    /// <param name="pixels">The samples, row by row: at least (height − 1) × stride + width × channels of them.</param>
    /// <param name="size">Width × height in pixels.</param>
    /// <param name="format">The order and meaning of the channels.</param>
    /// <param name="stride">Samples from one row's start to the next one's, at least width × channels; 0 for exactly that.</param>
    /// <exception cref="ArgumentException">The memory is too short for size, format and stride.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The stride is less than a row.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither byte nor float.</exception>
    public PixelImage(ReadOnlyMemory<T> pixels, ImageSize size, PixelFormat format, int stride = 0)
    {
        if (typeof(T) != typeof(byte) && typeof(T) != typeof(float))
            throw new NotSupportedException($"The samples of an image are bytes or floats, not {typeof(T).Name}.");

        Channels = format.Channels();
        long row = (long)size.Width * Channels;
        if (stride == 0 && row <= int.MaxValue) stride = (int)row;
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, row);
        long needed = ((long)(size.Height - 1) * stride) + row;
        if (pixels.Length < needed)
            throw new ArgumentException($"{size} pixels of {format} with stride {stride} need {needed} samples, but there are {pixels.Length}.", nameof(pixels));

        Pixels = pixels;
        Size = size;
        Format = format;
        Stride = stride;
    }

    /// <summary>The samples, row by row, <see cref="Stride"/> apart.</summary>
    public ReadOnlyMemory<T> Pixels { get; }

    /// <summary>Width × height in pixels.</summary>
    public ImageSize Size { get; }

    /// <summary>The order and meaning of the channels.</summary>
    public PixelFormat Format { get; }

    /// <summary>Samples from one row's start to the next one's.</summary>
    public int Stride { get; }

    /// <summary>The number of channels: 1, 3 or 4.</summary>
    public int Channels { get; }

    /// <summary>The width in pixels.</summary>
    public int Width => Size.Width;

    /// <summary>The height in pixels.</summary>
    public int Height => Size.Height;

    /// <summary>The samples of one row: width × channels of them, without the stride's padding.</summary>
    /// <param name="y">The row, 0 at the top.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public ReadOnlySpan<T> Row(int y)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(y);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(y, Height);
        return Pixels.Span.Slice(y * Stride, Width * Channels);
    }

    /// <summary>A rectangle of the image, sharing its memory.</summary>
    /// <param name="x">The left column.</param>
    /// <param name="y">The top row.</param>
    /// <param name="size">Width × height of the rectangle.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rectangle leaves the image.</exception>
    public PixelImage<T> Crop(int x, int y, ImageSize size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        ArgumentOutOfRangeException.ThrowIfNegative(y);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size.Width, Width - x, nameof(size));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size.Height, Height - y, nameof(size));
        return new PixelImage<T>(Pixels[((y * Stride) + (x * Channels))..], size, Format, Stride);
    }

    /// <summary>A copy of the samples without padding: width × channels samples a row.</summary>
    public T[] ToArray()
    {
        var samples = new T[checked(Width * Height * Channels)];
        CopyTo(samples);
        return samples;
    }

    internal void CopyTo(Span<T> samples)
    {
        for (int y = 0; y < Height; y++) Row(y).CopyTo(samples[(y * Width * Channels)..]);
    }

    /// <summary>Size, format and sample type, such as <c>1200x900 Rgb Byte</c>.</summary>
    public override string ToString() => $"{Size} {Format} {typeof(T).Name}";
}
