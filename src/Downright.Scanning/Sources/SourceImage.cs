using Downright.Files;

namespace Downright.Scanning.Sources;

/// <summary>One encoded image of a data set.</summary>
/// <param name="Input">The file that holds it.</param>
/// <param name="Member">The name of the archive's member, or the number of the table's row; null where the file is the image.</param>
/// <param name="Length">Says how many bytes the image has; throws <see cref="ImageFileException"/> where there are none.</param>
/// <param name="Load">Reads the image's bytes, once, and before the next image of its input is asked for; throws <see cref="ImageFileException"/> where there are none.</param>
public sealed record SourceImage(string Input, string? Member, Func<long> Length, Func<byte[]> Load)
{
    /// <summary>The image's number among those of its archive or table, from 0: members may have the same name. Null where the file is the image.</summary>
    public int? Ordinal { get; init; }

    /// <summary>How messages name it.</summary>
    public string Name => Member is null ? Input : $"{Input}#{Member}";

    /// <summary>An image that cannot be read.</summary>
    internal static SourceImage Broken(string input, string? member, ImageFileException failure) => new(input, member, () => 0, () => throw failure);
}
