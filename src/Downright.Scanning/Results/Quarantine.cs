using System.Security.Cryptography;
using Downright.Files;
using Downright.Scanning.Sources;

namespace Downright.Scanning.Results;

/// <summary>
/// A folder that findings are copied to, under their digest and name. Doing it again changes nothing, so it may be done
/// after every part, whenever a run goes on.
/// </summary>
/// <param name="folder">The folder; made where it is missing.</param>
/// <param name="moves">Whether files that are images go away once their copy is safe; archives and tables never change.</param>
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
        foreach (var input in rows.Where(row => row.Verdict == ScanRow.Attack).GroupBy(row => row.Input))
        {
            Directory.CreateDirectory(folder);
            Dictionary<string, ScanRow> wanted = [];
            foreach (ScanRow row in input)
            {
                if (File.Exists(PathOf(row))) Remove(row);
                else wanted[row.Member ?? ""] = row;
            }

            Copy(ScanInput.Of(input.Key, baseFolder), wanted, warn);
        }
    }

    private void Copy(ScanInput input, Dictionary<string, ScanRow> wanted, Action<string> warn)
    {
        if (wanted.Count == 0) return;
        foreach (SourceImage image in reader.Images(input, wanted.Keys.ToHashSet()))
        {
            if (!wanted.Remove(image.Member ?? "", out ScanRow? row)) continue;
            try
            {
                byte[] contents = image.Load();
                if (Convert.ToHexStringLower(SHA256.HashData(contents)) != row.Sha256) throw new ImageFileException($"{row.Name}: this image has changed since it was scanned");
                OutputFile.Write(PathOf(row), overwrite: false, stream => stream.Write(contents));
                Remove(row);
            }
            catch (ImageFileException e)
            {
                warn($"{e.Message}; it is not in quarantine");
            }
        }

        foreach (ScanRow row in wanted.Values) warn($"{row.Name}: this image is no longer there; it is not in quarantine");
    }

    private void Remove(ScanRow row)
    {
        if (moves && row.Member is null) File.Delete(Path.Combine(baseFolder, row.Input));
    }

    // Names in archives are an attacker's: only harmless characters of their last part are kept.
    private string PathOf(ScanRow row)
    {
        string name = (row.Member is { } member && ScanInput.IsImageName(member) ? member : row.Input).Split('/', '\\')[^1];
        string safe = new([.. name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_')]);
        return Path.Combine(folder, $"{row.Sha256![..DigestLength]}-{safe[Math.Max(0, safe.Length - LongestName)..]}");
    }
}
