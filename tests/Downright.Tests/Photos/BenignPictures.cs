using Downright.Files;
using Downright.Scaling;
using Downright.Scenes;

namespace Downright.Tests.Photos;

/// <summary>
/// What must not be taken for an attack: photographs as they are, compressed again, and changed as people change them, and
/// drawn pictures of text, screens, line art, halftones, rings and stripes; tiny and huge ones among them.
/// </summary>
internal static class BenignPictures
{
    private const int PhotosPerDrawn = 5;

    /// <summary>Of the drawn pictures every so-manieth is tiny, and another one huge.</summary>
    private const int DrawnPerExtreme = 6;

    /// <summary>Each photo as it is, compressed and changed, and for every fifth one a drawn picture; whether it is plain: as it is, or compressed.</summary>
    /// <param name="photos">The photos.</param>
    /// <param name="firstDrawn">The seed of the first drawn picture; the others' follow.</param>
    public static IEnumerable<(bool IsPlain, Func<PixelImage<byte>> Make)> Of(IReadOnlyList<PixelImage<byte>> photos, int firstDrawn = 0)
    {
        for (int i = 0; i < photos.Count; i++)
        {
            PixelImage<byte> photo = photos[i];
            int index = i;
            yield return (true, () => photo);
            yield return (true, () => Compressed(photo, 30 + (index * 13 % 66)));
            yield return (false, () => Changed(photo, index));
            if (i % PhotosPerDrawn == 0) yield return (false, () => Drawn(firstDrawn + (index / PhotosPerDrawn)));
        }
    }

    /// <summary>Through a JPEG file.</summary>
    public static PixelImage<byte> Compressed(PixelImage<byte> image, int quality)
    {
        var codec = new VipsImageCodec();
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.jpg");
        try
        {
            codec.Encode(image, path, new EncodeOptions { JpegQuality = quality });
            return codec.Decode(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static PixelImage<byte> Changed(PixelImage<byte> photo, int index) => (index % 4) switch
    {
        0 => Scaled(photo, 1.3 + (index % 7 * 0.15)),
        1 => Sharpened(photo),
        2 => Grey(photo),
        _ => Scaled(photo, 0.5),
    };

    private static PixelImage<byte> Drawn(int index)
    {
        var random = new Random(index);
        var (least, most) = ((index + (index / DrawnPerExtreme)) % DrawnPerExtreme) switch { 2 => (16, 100), 5 => (1400, 2600), _ => (240, 900) };
        var size = new ImageSize(random.Next(least, most), random.Next(least, most));
        return HardPicture.Render(HardPicture.Names[index % HardPicture.Names.Count], index, size);
    }

    private static PixelImage<byte> Scaled(PixelImage<byte> photo, double factor) =>
        new ProfileScaler(ScalerProfile.Parse("pillow:cubic")).Scale(photo, new ImageSize((int)(photo.Width * factor), (int)(photo.Height * factor)));

    /// <summary>Each sample moved away from the mean of its neighbours, as an unsharp mask does.</summary>
    private static PixelImage<byte> Sharpened(PixelImage<byte> photo)
    {
        byte[] sharp = photo.ToArray();
        int channels = photo.Channels;
        for (int y = 1; y < photo.Height - 1; y++)
        {
            ReadOnlySpan<byte> above = photo.Row(y - 1), row = photo.Row(y), below = photo.Row(y + 1);
            for (int x = channels; x < row.Length - channels; x++)
            {
                double around = (above[x] + below[x] + row[x - channels] + row[x + channels]) / 4.0;
                sharp[(y * row.Length) + x] = (byte)Math.Clamp(Math.Round(row[x] + (0.8 * (row[x] - around))), 0, 255);
            }
        }

        return new PixelImage<byte>(sharp, photo.Size, photo.Format);
    }

    private static PixelImage<byte> Grey(PixelImage<byte> photo)
    {
        var grey = new byte[photo.Width * photo.Height];
        for (int i = 0; i < grey.Length; i++)
        {
            ReadOnlySpan<byte> pixel = photo.Row(i / photo.Width).Slice(i % photo.Width * 3, 3);
            grey[i] = (byte)((pixel[0] + pixel[1] + pixel[2]) / 3);
        }

        return new PixelImage<byte>(grey, photo.Size, PixelFormat.Gray);
    }
}
