using Downright.Files;

namespace Downright.Tests.Photos;

/// <summary>A folder of real photographs, named by DOWNRIGHT_PHOTOS; the project ships none.</summary>
internal static class PhotoFolder
{
    /// <summary>The first photos, by name, whose shorter side has at least so many pixels.</summary>
    public static IReadOnlyList<PixelImage<byte>> First(int count, int shorterSide)
    {
        PixelImage<byte>[] photos = [.. Every().Where(photo => Math.Min(photo.Width, photo.Height) >= shorterSide).Take(count)];
        Assert.SkipUnless(photos.Length == count, $"The folder has {photos.Length} RGB photographs with a shorter side of {shorterSide} pixels; {count} are wanted.");
        return photos;
    }

    /// <summary>All RGB photos, by name.</summary>
    public static IReadOnlyList<PixelImage<byte>> All() => [.. Every()];

    private static IEnumerable<PixelImage<byte>> Every()
    {
        string? folder = Environment.GetEnvironmentVariable("DOWNRIGHT_PHOTOS");
        Assert.SkipUnless(folder is not null, "DOWNRIGHT_PHOTOS names no folder of photographs.");
        var codec = new VipsImageCodec();
        var options = new DecodeOptions { Orient = false };
        return Directory.GetFiles(folder!).Order(StringComparer.Ordinal).Select(path => codec.Decode(path, options)).Where(photo => photo.Format == PixelFormat.Rgb);
    }
}
