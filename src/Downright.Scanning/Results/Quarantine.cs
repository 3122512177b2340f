using System.Security.Cryptography;
using Downright.Files;
using Downright.Scanning.Sources;

namespace Downright.Scanning.Results;

/// <summary>
/// A folder that findings are copied to, under their digest and name. Doing it again changes nothing, so it may be done
/// after every part, whenever a run goes on.
/// </summary>
/// <param name="folder">The folder; made where it is missing.</param>
/// <param name="moves">Whether files that are images go away once their copy is safe, unless they have changed since; archives and tables never change.</param>
/// <param name="reader">Reads the images.</param>
/// <param name="baseFolder">The folder that the inputs' relative paths start from.</param>
public sealed class Quarantine(string folder, bool moves, SourceReader reader, string baseFolder)
{
    private const int DigestLength = 16;
    private const int LongestName = 100;

    /// <summary>Takes the findings among the rows.</summary>
    /// <param name="rows">Rows of one shard.</param>
    /// <param name="warn">Told, in a line, of findings that are no longer what was scanned.</param>
    public void Take(IEnumerable<ScanRow> rows, Action<string> warn)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(warn);
        foreach (var input in rows.Where(row => row.Verdict == ScanRow.Attack && !IsDone(row)).GroupBy(row => row.Input))
        {
            Directory.CreateDirectory(folder);
            Take(ScanInput.Of(input.Key, baseFolder), input.ToLookup(row => row.Ordinal ?? 0), warn);
        }
    }

    // An input that was named twice has rows that are the same image.
    private void Take(ScanInput input, ILookup<int, ScanRow> wanted, Action<string> warn)
    {
        HashSet<int> ordinals = [.. wanted.Select(rows => rows.Key)], missing = [.. ordinals];
        foreach (SourceImage image in reader.Images(input, ordinals))
        {
            missing.Remove(image.Ordinal ?? 0);
            ScanRow[] rows = [.. wanted[image.Ordinal ?? 0]];
            try
            {
                byte[] contents = image.Load();
                foreach (ScanRow row in rows) Take(contents, row);
            }
            catch (ImageFileException e)
            {
                warn($"{e.Message}; {(File.Exists(PathOf(rows[0])) ? "it stays where it is" : "it is not in quarantine")}");
            }
        }

        foreach (ScanRow row in missing.SelectMany(ordinal => wanted[ordinal])) warn($"{row.Name}: this image is no longer there; it is not in quarantine");
    }

    private void Take(byte[] contents, ScanRow row)
    {
        string copy = PathOf(row);
        if (!IsFinding(SHA256.HashData(contents), row)) throw new ImageFileException($"{row.Name}: this image has changed since it was scanned");
        if (!File.Exists(copy)) OutputFile.Write(copy, overwrite: false, stream => stream.Write(contents));
        if (!IsRemoved(row)) return;
        try
        {
            using (FileStream stream = File.OpenRead(copy))
                if (!IsFinding(SHA256.HashData(stream), row)) throw new ImageFileException($"{row.Name}: {copy} should be a copy of this image, and is not; remove it");
            File.Delete(SourceOf(row));
        }
        catch (Exception e) when (e is UnauthorizedAccessException or (IOException and not ImageFileException))
        {
            throw new ImageFileException($"{row.Name}: this file cannot be removed ({(e is UnauthorizedAccessException ? "no permission" : e.Message)})", e);
        }
    }

    private bool IsDone(ScanRow row) => File.Exists(PathOf(row)) && !(IsRemoved(row) && File.Exists(SourceOf(row)));

    private bool IsRemoved(ScanRow row) => moves && row.Member is null;

    private string SourceOf(ScanRow row) => Path.Combine(baseFolder, row.Input);

    private static bool IsFinding(byte[] digest, ScanRow row) => Convert.ToHexStringLower(digest) == row.Sha256;

    // Names in archives are an attacker's: only harmless characters of their last part are kept.
    private string PathOf(ScanRow row)
    {
        string name = (row.Member is { } member && ScanInput.IsImageName(member) ? member : row.Input).Split('/', '\\')[^1];
        string safe = new([.. name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_')]);
        return Path.Combine(folder, $"{row.Sha256![..DigestLength]}-{safe[Math.Max(0, safe.Length - LongestName)..]}");
    }
}
