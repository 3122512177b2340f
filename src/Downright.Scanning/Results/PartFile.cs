using System.Text.Json;
using Downright.Scanning.Plans;
using Downright.Scanning.Sources;

namespace Downright.Scanning.Results;

/// <summary>Reads parts back, and checks that they are whole.</summary>
public static class PartFile
{
    /// <summary>The rows of a run, shard by shard, each exactly once.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="manifest">The run.</param>
    /// <exception cref="ScanException">Shards are missing, or a part is broken.</exception>
    public static IEnumerable<ScanRow> Rows(RunFolder folder, RunManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(manifest);
        IReadOnlyList<int> missing = folder.Missing(manifest);
        if (missing.Count > 0) throw new ScanException($"{folder.Path}: {missing.Count} of {manifest.Shards.Count} shards are not done yet (the first is {missing[0]}); downright scan -o {folder.Path} does them");
        return Enumerable.Range(0, manifest.Shards.Count).SelectMany(number => Rows(folder, manifest, manifest.Shard(number)));
    }

    /// <summary>The rows of a shard that is done.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="manifest">The run.</param>
    /// <param name="shard">The shard.</param>
    /// <exception cref="ScanException">The part is broken.</exception>
    public static IEnumerable<ScanRow> Rows(RunFolder folder, RunManifest manifest, Shard shard)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(shard);
        string path = folder.PartPath(shard.Number);
        int index = 0;
        using FileStream stream = File.OpenRead(path);
        using IEnumerator<(long Offset, ReadOnlyMemory<byte> Line)> lines = JsonLines.Read(stream).GetEnumerator();
        while (Next(lines, path) is { } row)
        {
            if (row.Shard != shard.Number || row.Index != index++) throw Broken(path, $"row {row.Index} of shard {row.Shard} stands where row {index - 1} should", null);
            yield return row;
        }

        // An archive may hold any number of images; a file holds one.
        if (index != shard.Inputs && InputList.Of(folder, manifest, shard).All(input => input.Kind == InputKind.Image))
            throw Broken(path, $"it has {index} rows for {shard.Inputs} images", null);
    }

    private static ScanRow? Next(IEnumerator<(long Offset, ReadOnlyMemory<byte> Line)> lines, string path)
    {
        try
        {
            return lines.MoveNext() ? JsonSerializer.Deserialize(lines.Current.Line.Span, ScanJson.Lines.ScanRow) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            throw Broken(path, e.Message, e);
        }
    }

    private static ScanException Broken(string path, string why, Exception? cause) => new($"{path}: this part is broken ({why}); delete it and run the scan again", cause);
}
