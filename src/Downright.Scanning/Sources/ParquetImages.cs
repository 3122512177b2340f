using System.Globalization;
using Downright.Files;
using Parquet;
using Parquet.Schema;

namespace Downright.Scanning.Sources;

/// <summary>The images in a column of a Parquet table, one row group in memory at a time.</summary>
/// <param name="name">How messages name the table.</param>
/// <param name="path">The table.</param>
/// <param name="column">The column, a dot before a field inside it; null to find it.</param>
internal sealed class ParquetImages(string name, string path, string? column)
{
    /// <summary>The most bytes of images that a row group may hold, uncompressed: 512 MiB.</summary>
    private const long LargestGroup = 1 << 29;

    // What image columns are called, the likeliest first; Hugging Face's are a struct of bytes and path.
    private static readonly string[] LikelyNames = ["image", "image.bytes", "img", "img.bytes", "jpg", "png", "webp", "bytes", "image_bytes", "content", "data"];

    public IEnumerable<SourceImage> Images()
    {
        if (InputFile.LengthOf(path, name) == 0) throw new ImageFileException($"{name}: this table is empty");
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
        ParquetReader reader = ParquetReader.CreateAsync(stream).GetAwaiter().GetResult();
        try
        {
            DataField field = ColumnOf(reader.Schema);
            long row = 0;
            for (int group = 0; group < reader.RowGroupCount; group++)
            {
                foreach (byte[]? bytes in Values(reader, group, field)) yield return ImageOf(row++, bytes);
            }
        }
        finally
        {
            reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private byte[]?[] Values(ParquetReader reader, int number, DataField field)
    {
        using ParquetRowGroupReader group = reader.OpenRowGroupReader(number);
        long size = Math.Max(group.GetMetadata(field)?.MetaData?.TotalUncompressedSize ?? 0, group.RowCount * IntPtr.Size);
        if (group.RowCount < 0 || size > LargestGroup)
            throw new ImageFileException($"{name}: row group {number} holds {size} bytes of images, more than the {LargestGroup} that are read at a time; write the table with smaller row groups");
        var values = new byte[]?[group.RowCount];
        group.ReadAsync(field, values.AsMemory()!).AsTask().GetAwaiter().GetResult();
        return values;
    }

    private SourceImage ImageOf(long row, byte[]? bytes)
    {
        string member = row.ToString(CultureInfo.InvariantCulture);
        return bytes is null
            ? SourceImage.Broken(name, member, new ImageFileException($"{name}#{member}: this row holds no image bytes"))
            : new SourceImage(name, member, () => bytes.Length, () => bytes);
    }

    private DataField ColumnOf(ParquetSchema schema)
    {
        DataField[] binary = [.. schema.GetDataFields().Where(f => f.ClrType == typeof(ReadOnlyMemory<byte>) && f.MaxRepetitionLevel == 0)];
        DataField? Named(string wanted) => Array.Find(binary, f => f.Path.ToString().Replace('/', '.') == wanted);

        if (column is not null)
            return Named(column) ?? Named(column + ".bytes") ?? throw new ImageFileException($"{name}: this table has no column {column} of bytes; {Choices(binary)}");
        return LikelyNames.Select(Named).FirstOrDefault(f => f is not null)
            ?? (binary.Length == 1 ? binary[0] : throw new ImageFileException($"{name}: which column holds the images is not clear; name it with --column; {Choices(binary)}"));
    }

    private static string Choices(DataField[] fields) =>
        fields.Length == 0 ? "no column holds bytes" : $"these hold bytes: {string.Join(", ", fields.Select(f => f.Path.ToString().Replace('/', '.')))}";
}
