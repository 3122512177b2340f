namespace Downright.Scanning.Sources;

/// <summary>One encoded image of a data set.</summary>
/// <param name="Input">The file that holds it.</param>
/// <param name="Member">The name of the archive's member, or the number of the table's row; null where the file is the image.</param>
/// <param name="Load">Reads the image's bytes, once; throws <see cref="Downright.Files.ImageFileException"/> where there are none.</param>
public sealed record SourceImage(string Input, string? Member, Func<byte[]> Load)
{
    /// <summary>The image's number among those of its archive or table, from 0: members may have the same name. Null where the file is the image.</summary>
    public int? Ordinal { get; init; }

    /// <summary>How messages name it.</summary>
    public string Name => Member is null ? Input : $"{Input}#{Member}";
}
