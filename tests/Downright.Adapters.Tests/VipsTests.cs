using Downright.Adapters.Vips;
using Downright.Prevention;
using NetVips;

namespace Downright.Adapters.Tests;

public sealed class VipsTests
{
    public VipsTests() => Native.SkipUnlessThere("NetVips", () => VipsScaler.LibraryVersion);

    [Theory]
    [InlineData(PixelFormat.Gray, PreventionMethod.Median)]
    [InlineData(PixelFormat.Rgb, PreventionMethod.Median)]
    [InlineData(PixelFormat.Rgb, PreventionMethod.Area)]
    [InlineData(PixelFormat.Rgb, PreventionMethod.Random)]
    [InlineData(PixelFormat.Rgba, PreventionMethod.Median)]
    public void An_image_becomes_what_its_pixels_become(PixelFormat format, PreventionMethod method)
    {
        PixelImage<byte> pixels = Noise.Of(format);
        var options = new PreventionOptions { Method = method, Seed = 7 };
        using Image image = ToVips(pixels);
        using Image safe = image.ResizeSafely(41, 29, options);
        Assert.Equal(image.Interpretation, safe.Interpretation);
        Same.Pixels(pixels.ResizeSafely(41, 29, options), ToImage(safe, format));
    }

    [Fact]
    public void A_crop_that_is_not_computed_yet_is_what_its_pixels_are()
    {
        PixelImage<byte> pixels = Noise.Of(PixelFormat.Rgb);
        using Image image = ToVips(pixels);
        using Image part = image.Crop(11, 7, 120, 90);
        using Image safe = part.ResizeSafely(30, 20);
        Same.Pixels(pixels.Crop(11, 7, new ImageSize(120, 90)).ResizeSafely(30, 20), ToImage(safe, PixelFormat.Rgb));
    }

    [Fact]
    public void Colour_profile_orientation_and_resolution_stay()
    {
        byte[] profile = [1, 2, 3, 4];
        using Image plain = ToVips(Noise.Of(PixelFormat.Rgb));
        using Image image = plain.Copy(xres: 3.5, yres: 4.5).Mutate(m =>
        {
            m.Set(GValue.GIntType, "orientation", 6);
            m.Set(GValue.BlobType, "icc-profile-data", profile);
        });
        using Image safe = image.ResizeSafely(41, 29);
        Assert.Equal((6, 3.5, 4.5), ((int)safe.Get("orientation"), safe.Xres, safe.Yres));
        Assert.Equal(profile, (byte[])safe.Get("icc-profile-data"));
    }

    [Fact]
    public void An_image_that_does_not_fit_is_refused_in_one_line()
    {
        using Image right = ToVips(Noise.Of(PixelFormat.Rgb));
        using Image deep = right.Cast(Enums.BandFormat.Ushort);
        using Image two = right.ExtractBand(0, 2);
        Assert.Contains("Ushort", Refused(() => deep.ResizeSafely(4, 4)), StringComparison.Ordinal);
        Assert.Contains("2 bands", Refused(() => two.ResizeSafely(4, 4)), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("width", () => right.ResizeSafely(0, 4));
        Assert.Throws<ArgumentNullException>("image", () => SafeImageResizing.ResizeSafely(null!, 4, 4));

        static string Refused(Func<Image> call) => Assert.Throws<ArgumentException>("image", () => call().Dispose()).Message;
    }

    [Fact]
    public void Its_algorithms_have_their_own_names() => ScalerChecks.Names(VipsScaler.All, s => s.IsDefault, s => s.Call, VipsScaler.Safest);

    [Fact]
    public void Each_algorithm_scales_every_format_and_keeps_uniform_images() => ScalerChecks.Formats(VipsScaler.All);

    private static Image ToVips(PixelImage<byte> pixels)
    {
        using Image image = Image.NewFromMemory(pixels.ToArray(), pixels.Width, pixels.Height, pixels.Channels, Enums.BandFormat.Uchar);
        return image.Copy(interpretation: pixels.Channels == 1 ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb);
    }

    private static PixelImage<byte> ToImage(Image image, PixelFormat format) => new(image.WriteToMemory<byte>(), new ImageSize(image.Width, image.Height), format);
}
