using System.Globalization;
using System.Text.Json;
using Downright.Files;

namespace Downright.Scanning.Plans;

/// <summary>
/// The folder of a run: <c>run.json</c>, the list of inputs, and <c>parts/part-NNNNN.jsonl</c>, one a shard. A part that
/// is there is done; everything appears under its name whole or not at all.
/// </summary>
/// <param name="path">The folder.</param>
public sealed class RunFolder(string path)
{
    private const string PartPattern = "part-*.jsonl";
    private const string ListPattern = "inputs-*.jsonl";

    /// <summary>The folder.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    private string ManifestPath => System.IO.Path.Combine(Path, "run.json");

    private string Parts => System.IO.Path.Combine(Path, "parts");

    /// <summary>The part file of a shard.</summary>
    /// <param name="shard">From 0.</param>
    public string PartPath(int shard) => System.IO.Path.Combine(Parts, string.Create(CultureInfo.InvariantCulture, $"part-{shard:00000}.jsonl"));

    /// <summary>Whether a shard is done.</summary>
    /// <param name="shard">From 0.</param>
    public bool IsDone(int shard) => File.Exists(PartPath(shard));

    /// <summary>The shards of a run that are not done, rising.</summary>
    /// <param name="manifest">The run.</param>
    public IReadOnlyList<int> Missing(RunManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        // One listing instead of a question a shard: network folders answer slowly.
        HashSet<string> there = Directory.Exists(Parts) ? [.. Directory.EnumerateFiles(Parts, PartPattern).Select(p => System.IO.Path.GetFileName(p)!)] : [];
        return [.. Enumerable.Range(0, manifest.Shards.Count).Where(shard => !there.Contains(System.IO.Path.GetFileName(PartPath(shard))))];
    }

    /// <summary>The run that the folder holds, or null where it holds none.</summary>
    /// <exception cref="ScanException">What the folder holds is no run of this version.</exception>
    public RunManifest? Load()
    {
        if (!File.Exists(ManifestPath)) return null;
        try
        {
            using FileStream stream = File.OpenRead(ManifestPath);
            RunManifest? manifest = JsonSerializer.Deserialize(stream, ScanJson.Manifest.RunManifest);
            if (manifest?.Schema == RunManifest.CurrentSchema && manifest.Shards.All(shard => shard.Count == 3)) return manifest;
            throw new ScanException($"{ManifestPath}: this is no run of this version of Downright; choose another folder");
        }
        catch (JsonException e)
        {
            throw new ScanException($"{ManifestPath}: this is no run of this version of Downright; choose another folder", e);
        }
    }

    /// <summary>The run that the folder holds.</summary>
    /// <exception cref="ScanException">It holds none.</exception>
    public RunManifest Require() => Load() ?? throw new ScanException($"{Path}: there is no run here (run.json is missing); begin one with downright scan SOURCE -o {Path}");

    /// <summary>Removes a run with what was made of it under its usual names, and nothing else that may stand in the folder.</summary>
    public void Clear()
    {
        // Without its manifest nothing counts as done, so it goes first.
        if (Directory.Exists(Path)) File.Delete(ManifestPath);
        foreach (string list in FilesOf(Path, ListPattern)) File.Delete(list);
        foreach (string part in FilesOf(Parts, PartPattern)) File.Delete(part);
        foreach (string log in FilesOf(System.IO.Path.Combine(Path, "logs"), "*.log")) File.Delete(log);
        foreach (string result in FilesOf(Path, "scan.*").Concat(FilesOf(Path, "report.html"))) File.Delete(result);
    }

    /// <summary>Removes what workers left behind that were ended while they wrote.</summary>
    public void RemoveUnfinished()
    {
        foreach (string temporary in FilesOf(Parts, ".part-*").Concat(FilesOf(Path, ".inputs-*"))) File.Delete(temporary);
    }

    /// <summary>Where the list of inputs with this digest stands.</summary>
    internal string ListPath(string sha256) => System.IO.Path.Combine(Path, $"inputs-{sha256[..16]}.jsonl");

    /// <summary>Makes sure that the folder is there.</summary>
    /// <returns>The folders that were made for it, the innermost first.</returns>
    /// <exception cref="ScanException">A file has its name, or it cannot be made.</exception>
    internal IReadOnlyList<string> Make()
    {
        if (File.Exists(Path)) throw new ScanException($"{Path}: this is a file; name a folder for the run");
        var made = new List<string>();
        for (string? missing = Path; missing is not null && !Directory.Exists(missing); missing = System.IO.Path.GetDirectoryName(missing)) made.Add(missing);
        try
        {
            Directory.CreateDirectory(Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ScanException($"{Path}: this folder cannot be made; {(e is UnauthorizedAccessException ? "there is no permission" : "one above it is missing, or a file")}", e);
        }

        return made;
    }

    /// <summary>Removes folders that <see cref="Make"/> made, as far as nobody else has put anything there.</summary>
    internal static void Unmake(IReadOnlyList<string> made)
    {
        try
        {
            foreach (string folder in made) Directory.Delete(folder);
        }
        catch (IOException)
        {
            // Somebody else has: it is no longer empty.
        }
    }

    /// <summary>Checks that there are no parts whose run is unknown.</summary>
    /// <exception cref="ScanException">Parts of a run whose manifest is lost are in the folder.</exception>
    internal void ThrowIfPartsAreLeft()
    {
        if (FilesOf(Parts, PartPattern).Length > 0) throw new ScanException($"{Parts}: parts of a run lie here, but its run.json is missing; --force removes them");
    }

    /// <summary>Makes the run of this manifest the folder's own, unless another worker was faster.</summary>
    internal void Save(RunManifest manifest)
    {
        Directory.CreateDirectory(Parts);
        try
        {
            OutputFile.Write(ManifestPath, overwrite: false, stream => JsonSerializer.Serialize(stream, manifest, ScanJson.Manifest.RunManifest));
        }
        catch (ImageFileException) when (File.Exists(ManifestPath))
        {
            // Whoever was faster made its plan of the same sources; the caller compares.
        }
    }

    private static string[] FilesOf(string folder, string pattern) => Directory.Exists(folder) ? Directory.GetFiles(folder, pattern, new EnumerationOptions { AttributesToSkip = FileAttributes.None }) : [];
}
