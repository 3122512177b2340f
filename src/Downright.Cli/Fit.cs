using Downright.Files;

namespace Downright.Cli;

/// <summary>How an image of another aspect fits the target size.</summary>
internal enum Fit
{
    /// <summary>It is stretched.</summary>
    Fill,

    /// <summary>The largest centred rectangle of the target's aspect is used; what lies outside is left off.</summary>
    Cover,

    /// <summary>It is scaled to lie inside; the background fills the rest.</summary>
    Contain,
}

/// <summary>The arithmetic of <see cref="Fit"/>.</summary>
internal static class Fitting
{
    /// <summary>The largest centred rectangle of the target's aspect, sharing the image's memory.</summary>
    public static PixelImage<byte> Cover(PixelImage<byte> image, ImageSize target)
    {
        ImageSize size = Within(target, image.Size);
        return image.Crop((image.Width - size.Width) / 2, (image.Height - size.Height) / 2, size);
    }

    /// <summary>The largest size of an aspect that lies within bounds, rounded to whole pixels.</summary>
    public static ImageSize Within(ImageSize aspect, ImageSize bounds)
    {
        Int128 byWidth = (Int128)bounds.Width * aspect.Height, byHeight = (Int128)bounds.Height * aspect.Width;
        return byWidth <= byHeight
            ? new ImageSize(bounds.Width, Rounded(byWidth, aspect.Width))
            : new ImageSize(Rounded(byHeight, aspect.Height), bounds.Height);
    }

    /// <summary>The image in the middle of a larger one of the background's colour.</summary>
    public static PixelImage<byte> Pad(PixelImage<byte> image, ImageSize size, RgbColor background)
    {
        if (image.Size == size) return image;
        PixelFormat format = image.Format == PixelFormat.Gray && !background.IsGray ? PixelFormat.Rgb : image.Format;
        int channels = format.Channels();
        byte[] color = [background.Red, background.Green, background.Blue, 255];
        var samples = new byte[checked(size.Width * size.Height * channels)];
        for (int i = 0; i < samples.Length; i++) samples[i] = color[i % channels];

        int left = (size.Width - image.Width) / 2, top = (size.Height - image.Height) / 2;
        for (int y = 0; y < image.Height; y++)
        {
            Span<byte> row = samples.AsSpan((((top + y) * size.Width) + left) * channels, image.Width * channels);
            if (format == image.Format) image.Row(y).CopyTo(row);
            else for (int i = 0; i < row.Length; i++) row[i] = image.Row(y)[i / 3];
        }

        return new PixelImage<byte>(samples, size, format);
    }

    private static int Rounded(Int128 product, int divisor) => (int)Int128.Max(1, (product + (divisor / 2)) / divisor);
}
