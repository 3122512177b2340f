using System.Security.Cryptography;
using System.Text.Json;
using Downright.Scanning.Sources;

namespace Downright.Scanning.Plans;

/// <summary>The list of a run's inputs: a file with a line an input, of any length.</summary>
internal static class InputList
{
    private const int Buffer = 1 << 16;

    /// <summary>Writes a list.</summary>
    /// <returns>Its digest, the number of inputs and their weight.</returns>
    public static (string Sha256, long Inputs, long Weight) Write(string path, IEnumerable<ScanInput> inputs, CancellationToken cancellation)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, Buffer);
        long count = 0, weight = 0;
        foreach (ScanInput input in inputs)
        {
            cancellation.ThrowIfCancellationRequested();
            byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(PlannedInput.Of(input), ScanJson.Lines.PlannedInput), (byte)'\n'];
            digest.AppendData(line);
            stream.Write(line);
            count++;
            weight += input.Weight;
        }

        stream.Flush(flushToDisk: true);
        return (Convert.ToHexStringLower(digest.GetHashAndReset()), count, weight);
    }

    /// <summary>The inputs of a list from an offset on, with the offset of each.</summary>
    public static IEnumerable<(long Offset, ScanInput Input)> Read(string path, long offset = 0)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, Buffer);
        foreach (var (at, line) in JsonLines.Read(stream, offset))
            yield return (at, JsonSerializer.Deserialize(line.Span, ScanJson.Lines.PlannedInput)!.ToInput());
    }

    /// <summary>The inputs of a shard.</summary>
    public static IEnumerable<ScanInput> Of(RunFolder folder, RunManifest manifest, Shard shard) =>
        Read(folder.ListPath(manifest.InputsSha256), shard.Offset).Take(shard.Inputs).Select(line => line.Input);
}
