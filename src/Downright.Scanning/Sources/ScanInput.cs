namespace Downright.Scanning.Sources;

/// <summary>What a file of a data set is.</summary>
public enum InputKind
{
    /// <summary>One image.</summary>
    Image,

    /// <summary>A tar archive of images, such as a WebDataset shard.</summary>
    Tar,

    /// <summary>A Parquet table with a column of encoded images.</summary>
    Parquet,
}

/// <summary>One file of a data set.</summary>
/// <param name="Path">The file, as it was named or found.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Weight">About how many images it holds: 1 for an image, else its size / 100,000 bytes, at least 1.</param>
public sealed record ScanInput(string Path, InputKind Kind, long Weight)
{
    /// <summary>About as many bytes as an image of a data set takes.</summary>
    internal const int BytesPerImage = 100_000;

    private static readonly string[] ImageExtensions = [".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".tif", ".tiff", ".gif"];

    /// <summary>Whether a name ends as those of images do.</summary>
    internal static bool IsImageName(string name) => ImageExtensions.Contains(System.IO.Path.GetExtension(name), StringComparer.OrdinalIgnoreCase);

    /// <summary>What a name says that its file is, or null where it says nothing known.</summary>
    internal static InputKind? KindOf(string name) => System.IO.Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".tar" => InputKind.Tar,
        ".parquet" => InputKind.Parquet,
        _ => IsImageName(name) ? InputKind.Image : null,
    };

    /// <summary>The input that a path names; whatever is no archive and no table is taken for an image.</summary>
    internal static ScanInput Of(string path, string folder)
    {
        InputKind kind = KindOf(path) ?? InputKind.Image;
        if (kind == InputKind.Image) return new ScanInput(path, kind, 1);
        var file = new FileInfo(System.IO.Path.Combine(folder, path));
        return new ScanInput(path, kind, file.Exists ? Math.Max(1, file.Length / BytesPerImage) : 1);
    }
}
