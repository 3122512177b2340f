using NetVips;

namespace Downright.Tests.Files;

/// <summary>Makes files of every kind with libvips, including kinds that the codec itself never writes.</summary>
internal static class TestFiles
{
    /// <summary>An opened image over 8-bit samples.</summary>
    public static Image Of(PixelImage<byte> image, Enums.Interpretation interpretation = Enums.Interpretation.Srgb)
    {
        using Image raw = Image.NewFromMemory(image.ToArray(), image.Width, image.Height, image.Channels, Enums.BandFormat.Uchar);
        return raw.Copy(interpretation: interpretation);
    }

    /// <summary>An opened image over 16-bit samples.</summary>
    public static Image Wide(ushort[] samples, int width, int height, int bands, Enums.Interpretation interpretation)
    {
        using Image raw = Image.NewFromMemory(samples, width, height, bands, Enums.BandFormat.Ushort);
        return raw.Copy(interpretation: interpretation);
    }

    /// <summary>The image with an EXIF orientation.</summary>
    public static Image Oriented(Image image, int orientation) =>
        image.Mutate(mutable => mutable.Set(GValue.GIntType, "orientation", orientation));

    /// <summary>Frames one above the other, as libvips keeps animations.</summary>
    public static Image Animated(params PixelImage<byte>[] frames)
    {
        Image[] images = [.. frames.Select(f => Of(f))];
        using Image joined = Image.Arrayjoin(images, across: 1);
        foreach (Image image in images) image.Dispose();
        return joined.Mutate(mutable =>
        {
            mutable.Set(GValue.GIntType, "page-height", frames[0].Height);
            mutable.Set(GValue.GIntType, "n-pages", frames.Length);
        });
    }
}
