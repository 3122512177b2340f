using Downright.Files;

namespace Downright.Conformance;

/// <summary>The first photos of the folder that DOWNRIGHT_PHOTOS names; none without it.</summary>
internal static class Photos
{
    private const int Most = 20;

    private static readonly Lazy<IReadOnlyList<PixelImage<byte>>> Loaded = new(Load);

    private static readonly ImageSize[] Targets = [new(224, 224), new(97, 61), new(640, 360)];

    /// <summary>Every photo with each of the sizes that it is scaled to.</summary>
    public static IEnumerable<(PixelImage<byte> Photo, ImageSize Target)> Cases =>
        from photo in Loaded.Value
        from target in Targets
        select (photo, target);

    private static IReadOnlyList<PixelImage<byte>> Load()
    {
        if (Environment.GetEnvironmentVariable("DOWNRIGHT_PHOTOS") is not { Length: > 0 } folder) return [];
        var codec = new VipsImageCodec();
        return [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Take(Most).Select(path => codec.Decode(path, new DecodeOptions()))];
    }
}
