namespace Downright.Scenes;

/// <summary>An RGB picture of 8 bits a channel that can be drawn on. Whatever lies beyond its edges is left off.</summary>
public sealed class Canvas
{
    private readonly byte[] _samples;

    /// <summary>Creates a canvas of one colour.</summary>
    /// <param name="size">Width × height in pixels.</param>
    /// <param name="background">Its colour.</param>
    public Canvas(ImageSize size, Color background)
    {
        Size = size;
        _samples = new byte[checked(size.Width * size.Height * 3)];
        for (int i = 0; i < _samples.Length; i += 3) Blend(i, background, 1);
    }

    /// <summary>Width × height in pixels.</summary>
    public ImageSize Size { get; }

    /// <summary>Lays a colour over a pixel.</summary>
    /// <param name="x">The column; nothing happens outside the canvas.</param>
    /// <param name="y">The row, 0 at the top; nothing happens outside the canvas.</param>
    /// <param name="color">The colour.</param>
    /// <param name="coverage">How much of the pixel it covers, from 0 to 1.</param>
    public void Blend(int x, int y, Color color, float coverage = 1)
    {
        if ((uint)x < (uint)Size.Width && (uint)y < (uint)Size.Height) Blend(((y * Size.Width) + x) * 3, color, coverage);
    }

    /// <summary>Puts an image onto the canvas.</summary>
    /// <param name="image">A grey, RGB or BGR image.</param>
    /// <param name="x">The column of its left edge.</param>
    /// <param name="y">The row of its top edge.</param>
    /// <exception cref="ArgumentException">The image has alpha; flatten it first.</exception>
    public void Paste(PixelImage<byte> image, int x, int y)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.Format.HasAlpha()) throw new ArgumentException($"A canvas takes opaque images, not {image}: flatten it first.", nameof(image));

        int left = Math.Max(0, x), right = (int)Math.Min(Size.Width, (long)x + image.Width);
        int bottom = (int)Math.Min(Size.Height, (long)y + image.Height);
        var (red, green, blue) = image.Format switch
        {
            PixelFormat.Gray => (0, 0, 0),
            PixelFormat.Bgr => (2, 1, 0),
            _ => (0, 1, 2),
        };
        for (int row = Math.Max(0, y); row < bottom; row++)
        {
            ReadOnlySpan<byte> source = image.Row(row - y);
            for (int column = left; column < right; column++)
            {
                int from = (column - x) * image.Channels, to = ((row * Size.Width) + column) * 3;
                _samples[to] = source[from + red];
                _samples[to + 1] = source[from + green];
                _samples[to + 2] = source[from + blue];
            }
        }
    }

    /// <summary>The canvas as it stands, in memory of its own.</summary>
    public PixelImage<byte> ToImage() => new((byte[])_samples.Clone(), Size, PixelFormat.Rgb);

    /// <summary>The canvas's size.</summary>
    public override string ToString() => $"{Size} canvas";

    private void Blend(int at, Color color, float coverage)
    {
        _samples[at] = Mix(_samples[at], color.R, coverage);
        _samples[at + 1] = Mix(_samples[at + 1], color.G, coverage);
        _samples[at + 2] = Mix(_samples[at + 2], color.B, coverage);
    }

    private static byte Mix(byte under, float over, float coverage) =>
        (byte)Math.Clamp(under + (((over * 255) - under) * coverage) + 0.5f, 0, 255);
}
