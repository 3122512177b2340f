using Downright.Files;

namespace Downright.Tests.Photos;

/// <summary>A folder of real photographs, named by DOWNRIGHT_PHOTOS; the project ships none.</summary>
internal static class PhotoFolder
{
    /// <summary>The first photos, by name, whose shorter side has at least so many pixels.</summary>
    public static IReadOnlyList<PixelImage<byte>> First(int count, int shorterSide)
    {
        string? folder = Environment.GetEnvironmentVariable("DOWNRIGHT_PHOTOS");
        Assert.SkipUnless(folder is not null, "DOWNRIGHT_PHOTOS names no folder of photographs.");

        var codec = new VipsImageCodec();
        var options = new DecodeOptions { Orient = false };
        List<PixelImage<byte>> photos = [];
        foreach (string path in Directory.GetFiles(folder!).Order(StringComparer.Ordinal))
        {
            PixelImage<byte> photo = codec.Decode(path, options);
            if (Math.Min(photo.Width, photo.Height) >= shorterSide && photo.Format == PixelFormat.Rgb) photos.Add(photo);
            if (photos.Count == count) return photos;
        }

        Assert.Skip($"{folder} has {photos.Count} RGB photographs with a shorter side of {shorterSide} pixels; {count} are wanted.");
        return photos;
    }
}
