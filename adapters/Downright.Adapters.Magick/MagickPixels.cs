using ImageMagick;

namespace Downright.Adapters.Magick;

/// <summary>Between Magick.NET's images and ours.</summary>
internal static class MagickPixels
{
    /// <summary>An image's pixels in ImageMagick's memory; the caller keeps the collection alive.</summary>
    public static PixelImage<byte> Of(IMagickImage<byte> image, IUnsafePixelCollection<byte> pixels)
    {
        var size = new ImageSize((int)image.Width, (int)image.Height);
        PixelFormat format = (image.ColorSpace, pixels.Channels, image.HasAlpha) switch
        {
            (not ColorSpace.CMYK, 1, false) => PixelFormat.Gray,
            (not ColorSpace.CMYK, 3, false) => PixelFormat.Rgb,
            (not ColorSpace.CMYK, 4, true) => PixelFormat.Rgba,
            _ => throw new ArgumentException($"The image has {pixels.Channels} channels of {image.ColorSpace}; grey without alpha, RGB and RGBA can be resized safely, and IMagickImage.ColorType or ColorSpace makes one of them.", nameof(image)),
        };
        nint address = pixels.GetAreaPointer(0, 0, image.Width, image.Height);
        return NativePixels.Image(address, size, format, (long)size.Width * format.Channels());
    }

    /// <summary>An image of Magick.NET's with a copy of the pixels.</summary>
    public static MagickImage ToMagick(PixelImage<byte> image)
    {
        var settings = new PixelReadSettings((uint)image.Width, (uint)image.Height, StorageType.Char, MappingOf(image.Format));
        return new MagickImage(image.ToArray(), settings);
    }

    /// <summary>A copy of an image's pixels.</summary>
    public static PixelImage<byte> Copy(IMagickImage<byte> image, PixelFormat format)
    {
        using IUnsafePixelCollection<byte> pixels = image.GetPixelsUnsafe();
        byte[] samples = pixels.ToByteArray(MappingOf(format)) ?? throw new InvalidOperationException("ImageMagick returned no pixels.");
        return new PixelImage<byte>(samples, new ImageSize((int)image.Width, (int)image.Height), format);
    }

    /// <summary>A size that is reached whatever the aspect ratio.</summary>
    public static MagickGeometry Exactly(ImageSize size) => new((uint)size.Width, (uint)size.Height) { IgnoreAspectRatio = true };

    private static string MappingOf(PixelFormat format) => format switch
    {
        PixelFormat.Gray => "I",
        PixelFormat.Rgb => "RGB",
        PixelFormat.Bgr => "BGR",
        PixelFormat.Bgra or PixelFormat.BgraPremultiplied => "BGRA",
        _ => "RGBA",
    };
}
