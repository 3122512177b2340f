using Downright.Files;

namespace Downright.Scanning.Sources;

/// <summary>Reads the encoded images of inputs. Whatever is wrong with one is thrown by that image's own load.</summary>
/// <param name="baseFolder">The folder that relative paths start from.</param>
/// <param name="column">The column of images in Parquet tables; found by its name and type where null.</param>
public sealed class SourceReader(string baseFolder, string? column)
{
    /// <summary>The largest encoded image that is read: 256 MiB.</summary>
    public const int LargestImage = 1 << 28;

    /// <summary>The images of an input, in its order.</summary>
    /// <param name="input">The input.</param>
    public IEnumerable<SourceImage> Images(ScanInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        string path = Path.Combine(baseFolder, input.Path);
        return input.Kind switch
        {
            InputKind.Tar => Guarded(input, new TarImages(input.Path, path).Images()),
            InputKind.Parquet => Guarded(input, new ParquetImages(input.Path, path, column).Images()),
            _ => [new SourceImage(input.Path, null, () => LengthOf(path, input.Path), () => InputFile.ReadAllBytes(path, LargestImage, input.Path))],
        };
    }

    /// <summary>Some images of an input, in one pass.</summary>
    /// <param name="input">The input.</param>
    /// <param name="ordinals">Their numbers, as in <see cref="SourceImage.Ordinal"/>; 0 where the file is the image.</param>
    /// <returns>Those that are still there.</returns>
    public IEnumerable<SourceImage> Images(ScanInput input, IReadOnlySet<int> ordinals) =>
        Images(input).Where(image => ordinals.Contains(image.Ordinal ?? 0)).Take(ordinals.Count);

    // An archive that breaks in the middle ends with one row that says so.
    private static IEnumerable<SourceImage> Guarded(ScanInput input, IEnumerable<SourceImage> images)
    {
        using IEnumerator<SourceImage> enumerator = images.GetEnumerator();
        for (int ordinal = 0; ; ordinal++)
        {
            SourceImage? next = null;
            ImageFileException? failure = null;
            try
            {
                if (enumerator.MoveNext()) next = enumerator.Current;
            }
            catch (ImageFileException e)
            {
                failure = e;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The libraries that read archives and tables throw nearly anything for broken ones.
                failure = new ImageFileException($"{input.Path}: this {(input.Kind == InputKind.Tar ? "archive" : "table")} is broken, cut short or unreadable ({e.Message.ReplaceLineEndings(" ")})", e);
            }

            if (next is null && failure is null && ordinal == 0) failure = new ImageFileException($"{input.Path}: {(input.Kind == InputKind.Tar ? "there are no images in this archive" : "this table has no rows")}");
            if (failure is not null) yield return SourceImage.Broken(input.Path, null, failure) with { Ordinal = ordinal };
            if (next is null) yield break;
            yield return next with { Ordinal = ordinal };
        }
    }

    private static long LengthOf(string path, string name)
    {
        long length = InputFile.LengthOf(path, name);
        return length <= LargestImage ? length : throw TooLarge(name, length);
    }

    internal static ImageFileException TooLarge(string name, long bytes) =>
        new($"{name}: {bytes} bytes are more than the {LargestImage} that an encoded image may have");
}
