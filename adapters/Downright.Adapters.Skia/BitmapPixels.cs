using SkiaSharp;

namespace Downright.Adapters.Skia;

/// <summary>Between bitmaps and images.</summary>
internal static class BitmapPixels
{
    /// <summary>A bitmap's pixels, without copying; the caller keeps the bitmap alive.</summary>
    public static PixelImage<byte> Of(SKBitmap bitmap)
    {
        if (bitmap.IsNull || bitmap.IsEmpty || bitmap.GetPixels() == 0) throw new ArgumentException("The bitmap has no pixels.", nameof(bitmap));
        bool premultiplied = bitmap.AlphaType == SKAlphaType.Premul;
        PixelFormat format = bitmap.ColorType switch
        {
            SKColorType.Gray8 or SKColorType.Alpha8 => PixelFormat.Gray,
            SKColorType.Rgba8888 or SKColorType.Rgb888x => premultiplied ? PixelFormat.RgbaPremultiplied : PixelFormat.Rgba,
            SKColorType.Bgra8888 => premultiplied ? PixelFormat.BgraPremultiplied : PixelFormat.Bgra,
            _ => throw new ArgumentException($"The bitmap is of {bitmap.ColorType}; Rgba8888, Bgra8888, Rgb888x, Gray8 and Alpha8 can be resized safely, and SKBitmap.Copy makes one of them.", nameof(bitmap)),
        };
        return NativePixels.Image(bitmap.GetPixels(), new ImageSize(bitmap.Width, bitmap.Height), format, bitmap.RowBytes);
    }

    /// <summary>Copies an image into a bitmap of its size and number of channels.</summary>
    public static void Fill(SKBitmap bitmap, PixelImage<byte> image)
    {
        Span<byte> pixels = bitmap.GetPixelSpan();
        for (int y = 0; y < image.Height; y++) image.Row(y).CopyTo(pixels[(y * bitmap.RowBytes)..]);
        bitmap.NotifyPixelsChanged();
    }

    /// <summary>A bitmap with a copy of an image's pixels. Skia has no three channels: a fourth one is added, opaque.</summary>
    public static SKBitmap Copy(PixelImage<byte> image)
    {
        var bitmap = new SKBitmap(InfoOf(image.Format, image.Size));
        Fill(bitmap, image.Channels == 3 ? Widened(image) : image);
        return bitmap;
    }

    /// <summary>A copy of a bitmap's pixels, in the format that it was made from.</summary>
    public static PixelImage<byte> Copy(SKBitmap bitmap, PixelFormat format)
    {
        PixelImage<byte> pixels = Of(bitmap);
        byte[] samples = pixels.ToArray();
        return new PixelImage<byte>(format.Channels() == 3 ? Narrowed(samples) : samples, pixels.Size, format);
    }

    /// <summary>What Skia calls a format.</summary>
    public static SKImageInfo InfoOf(PixelFormat format, ImageSize size)
    {
        SKColorType type = format switch
        {
            PixelFormat.Gray => SKColorType.Gray8,
            PixelFormat.Bgr or PixelFormat.Bgra or PixelFormat.BgraPremultiplied => SKColorType.Bgra8888,
            _ => SKColorType.Rgba8888,
        };
        SKAlphaType alpha = format.IsPremultiplied() ? SKAlphaType.Premul : format.HasAlpha() ? SKAlphaType.Unpremul : SKAlphaType.Opaque;
        return new SKImageInfo(size.Width, size.Height, type, alpha);
    }

    private static PixelImage<byte> Widened(PixelImage<byte> image)
    {
        byte[] from = image.ToArray();
        var samples = new byte[from.Length / 3 * 4];
        for (int i = 0; i < samples.Length; i++) samples[i] = i % 4 == 3 ? byte.MaxValue : from[(i / 4 * 3) + (i % 4)];
        return new PixelImage<byte>(samples, image.Size, PixelFormat.Rgba);
    }

    private static byte[] Narrowed(byte[] from)
    {
        var samples = new byte[from.Length / 4 * 3];
        for (int i = 0; i < samples.Length; i++) samples[i] = from[(i / 3 * 4) + (i % 3)];
        return samples;
    }
}
