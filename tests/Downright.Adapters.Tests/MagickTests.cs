using Downright.Adapters.Magick;
using Downright.Prevention;
using ImageMagick;

namespace Downright.Adapters.Tests;

public sealed class MagickTests
{
    public MagickTests() => Native.SkipUnlessThere("Magick.NET", () => MagickScaler.LibraryVersion);

    [Theory]
    [InlineData(PixelFormat.Gray, "I", PreventionMethod.Median)]
    [InlineData(PixelFormat.Rgb, "RGB", PreventionMethod.Median)]
    [InlineData(PixelFormat.Rgb, "RGB", PreventionMethod.Area)]
    [InlineData(PixelFormat.Rgb, "RGB", PreventionMethod.Random)]
    [InlineData(PixelFormat.Rgba, "RGBA", PreventionMethod.Median)]
    public void An_image_becomes_what_its_pixels_become(PixelFormat format, string mapping, PreventionMethod method)
    {
        PixelImage<byte> pixels = Noise.Of(format);
        var options = new PreventionOptions { Method = method, Seed = 7 };
        using MagickImage image = ToMagick(pixels, mapping);
        ColorSpace space = image.ColorSpace;
        image.ResizeSafely(41, 29, options);
        Assert.Equal(space, image.ColorSpace);
        Same.Pixels(pixels.ResizeSafely(41, 29, options), ToImage(image, format, mapping));
    }

    [Fact]
    public void A_crop_is_what_its_pixels_are_and_attributes_stay()
    {
        PixelImage<byte> pixels = Noise.Of(PixelFormat.Rgb);
        using MagickImage image = ToMagick(pixels, "RGB");
        image.Density = new Density(72, 36, DensityUnit.PixelsPerInch);
        image.SetAttribute("note", "kept");
        image.Crop(new MagickGeometry(11, 7, 120, 90));
        image.ResetPage();
        image.ResizeSafely(30, 20);
        Same.Pixels(pixels.Crop(11, 7, new ImageSize(120, 90)).ResizeSafely(30, 20), ToImage(image, PixelFormat.Rgb, "RGB"));
        Assert.Equal((72, 36, "kept"), (image.Density.X, image.Density.Y, image.GetAttribute("note")));
    }

    [Fact]
    public void An_image_that_does_not_fit_is_refused_in_one_line_and_stays()
    {
        using var print = new MagickImage(MagickColors.Red, 8, 8) { ColorSpace = ColorSpace.CMYK };
        using MagickImage right = ToMagick(Noise.Of(PixelFormat.Rgb), "RGB");
        Assert.Contains("CMYK", Assert.Throws<ArgumentException>("image", () => print.ResizeSafely(4, 4)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("width", () => right.ResizeSafely(0, 4));
        Assert.Throws<ArgumentNullException>("image", () => SafeImageResizing.ResizeSafely(null!, 4, 4));
        Assert.Equal((173u, 131u), (right.Width, right.Height));
    }

    [Fact]
    public void Its_algorithms_have_their_own_names() => ScalerChecks.Names(MagickScaler.All, s => s.IsDefault, s => s.Call, MagickScaler.Safest);

    [Fact]
    public void Each_algorithm_scales_every_format_and_keeps_uniform_images() => ScalerChecks.Formats(MagickScaler.All);

    private static MagickImage ToMagick(PixelImage<byte> pixels, string mapping) =>
        new(pixels.ToArray(), new PixelReadSettings((uint)pixels.Width, (uint)pixels.Height, StorageType.Char, mapping));

    private static PixelImage<byte> ToImage(MagickImage image, PixelFormat format, string mapping)
    {
        using IUnsafePixelCollection<byte> pixels = image.GetPixelsUnsafe();
        return new PixelImage<byte>(pixels.ToByteArray(mapping)!, new ImageSize((int)image.Width, (int)image.Height), format);
    }
}
