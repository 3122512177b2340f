namespace Downright.Files;

/// <summary>The kinds of image files that are read.</summary>
internal enum ImageFileFormat
{
    Jpeg,
    Png,
    WebP,
    Tiff,
    Gif,
}

/// <summary>Tells a file's kind by its first bytes, never by its name, which proves nothing.</summary>
internal static class FileSignature
{
    /// <summary>The number of bytes that tell every kind.</summary>
    public const int Length = 12;

    /// <summary>The kind of file that starts with these bytes, or null for any other.</summary>
    public static ImageFileFormat? FormatOf(ReadOnlySpan<byte> start) => start switch
    {
        [0xFF, 0xD8, 0xFF, ..] => ImageFileFormat.Jpeg,
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => ImageFileFormat.Png,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => ImageFileFormat.WebP,
        [(byte)'I', (byte)'I', 42 or 43, 0, ..] or [(byte)'M', (byte)'M', 0, 42 or 43, ..] => ImageFileFormat.Tiff,
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => ImageFileFormat.Gif,
        _ => null,
    };
}
