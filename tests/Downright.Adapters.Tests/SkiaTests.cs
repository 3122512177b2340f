using Downright.Adapters.Skia;
using Downright.Prevention;
using SkiaSharp;

namespace Downright.Adapters.Tests;

public sealed class SkiaTests
{
    public SkiaTests() => Native.SkipUnlessThere("SkiaSharp", () => SkiaScaler.LibraryVersion);

    [Theory]
    [InlineData(SKColorType.Gray8, SKAlphaType.Opaque, PixelFormat.Gray, PreventionMethod.Median)]
    [InlineData(SKColorType.Alpha8, SKAlphaType.Premul, PixelFormat.Gray, PreventionMethod.Median)]
    [InlineData(SKColorType.Bgra8888, SKAlphaType.Premul, PixelFormat.BgraPremultiplied, PreventionMethod.Median)]
    [InlineData(SKColorType.Bgra8888, SKAlphaType.Premul, PixelFormat.BgraPremultiplied, PreventionMethod.Area)]
    [InlineData(SKColorType.Bgra8888, SKAlphaType.Unpremul, PixelFormat.Bgra, PreventionMethod.Random)]
    [InlineData(SKColorType.Rgba8888, SKAlphaType.Premul, PixelFormat.RgbaPremultiplied, PreventionMethod.Median)]
    [InlineData(SKColorType.Rgb888x, SKAlphaType.Opaque, PixelFormat.Rgba, PreventionMethod.Median)]
    public void A_bitmap_becomes_what_its_pixels_become(SKColorType type, SKAlphaType alpha, PixelFormat format, PreventionMethod method)
    {
        PixelImage<byte> image = Noise.Of(format);
        var options = new PreventionOptions { Method = method, Seed = 7 };
        using SKBitmap bitmap = ToBitmap(image, type, alpha);
        using SKBitmap safe = bitmap.ResizeSafely(41, 29, options);
        Assert.Equal((type, alpha), (safe.ColorType, safe.AlphaType));
        Same.Pixels(image.ResizeSafely(41, 29, options), ToImage(safe, format));
        Same.Pixels(image, ToImage(bitmap, format));
    }

    [Theory]
    [InlineData("pillow:linear")]
    [InlineData("opencv:cubic")]
    public void Premultiplied_alpha_is_not_multiplied_again(string scaler)
    {
        PixelImage<byte> image = Noise.Of(PixelFormat.RgbaPremultiplied);
        var options = new PreventionOptions { Scaler = ScalerProfile.Parse(scaler) };
        using SKBitmap bitmap = ToBitmap(image, SKColorType.Rgba8888, SKAlphaType.Premul);
        using SKBitmap safe = bitmap.ResizeSafely(41, 29, options);
        Same.Pixels(image.ResizeSafely(41, 29, options), ToImage(safe, PixelFormat.RgbaPremultiplied));
    }

    [Fact]
    public void A_subset_is_read_by_its_own_rows()
    {
        PixelImage<byte> image = Noise.Of(PixelFormat.Rgba);
        using SKBitmap bitmap = ToBitmap(image, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        using var part = new SKBitmap();
        Assert.True(bitmap.ExtractSubset(part, SKRectI.Create(11, 7, 120, 90)));
        Assert.Equal(bitmap.RowBytes, part.RowBytes);
        using SKBitmap safe = part.ResizeSafely(30, 20);
        Same.Pixels(image.Crop(11, 7, new ImageSize(120, 90)).ResizeSafely(30, 20), ToImage(safe, PixelFormat.Rgba));
    }

    [Fact]
    public void A_bitmap_that_does_not_fit_is_refused_in_one_line()
    {
        using var empty = new SKBitmap();
        using var half = new SKBitmap(8, 8, SKColorType.Rgb565, SKAlphaType.Opaque);
        using var right = new SKBitmap(8, 8);
        Assert.Contains("no pixels", Refused(() => empty.ResizeSafely(4, 4)), StringComparison.Ordinal);
        Assert.Contains("Rgb565", Refused(() => half.ResizeSafely(4, 4)), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("width", () => right.ResizeSafely(0, 4));
        Assert.Throws<ArgumentNullException>("bitmap", () => SafeBitmapResizing.ResizeSafely(null!, 4, 4));

        static string Refused(Func<SKBitmap> call) => Assert.Throws<ArgumentException>("bitmap", () => call().Dispose()).Message;
    }

    [Fact]
    public void Its_algorithms_have_their_own_names() => ScalerChecks.Names(SkiaScaler.All, s => s.IsDefault, s => s.Call, SkiaScaler.Safest);

    [Fact]
    public void Each_algorithm_scales_every_format_and_keeps_uniform_images() => ScalerChecks.Formats(SkiaScaler.All);

    private static SKBitmap ToBitmap(PixelImage<byte> image, SKColorType type, SKAlphaType alpha)
    {
        var bitmap = new SKBitmap(image.Width, image.Height, type, alpha);
        for (int y = 0; y < image.Height; y++) image.Row(y).CopyTo(bitmap.GetPixelSpan()[(y * bitmap.RowBytes)..]);
        return bitmap;
    }

    private static PixelImage<byte> ToImage(SKBitmap bitmap, PixelFormat format) =>
        new(bitmap.GetPixelSpan().ToArray(), new ImageSize(bitmap.Width, bitmap.Height), format, bitmap.RowBytes);
}
