using System.Text.Json;
using Downright.Files;

namespace Downright.Scanning.Results;

/// <summary>Findings that are known, and so do not fail a run: by the digest of the encoded image, wherever it lies.</summary>
public sealed class Baseline
{
    private readonly HashSet<string> _known;

    private Baseline(HashSet<string> known) => _known = known;

    /// <summary>No findings.</summary>
    public static Baseline None { get; } = new([]);

    /// <summary>Reads a baseline: rows of an earlier scan, or any JSON Lines with <c>sha256</c>.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ScanException">It cannot be read, or is none.</exception>
    public static Baseline Read(string path)
    {
        try
        {
            InputFile.LengthOf(path);
            using FileStream stream = File.OpenRead(path);
            HashSet<string> known = [];
            foreach (var (offset, line) in JsonLines.Read(stream))
            {
                if (line.Span.Trim((byte)' ').IsEmpty) continue;
                using JsonDocument document = JsonDocument.Parse(line);
                if (document.RootElement.ValueKind != JsonValueKind.Object) throw new JsonException("a line is an object");
                if (document.RootElement.TryGetProperty("sha256", out JsonElement sha256) && sha256.ValueKind == JsonValueKind.String) known.Add(sha256.GetString()!.ToLowerInvariant());
            }

            return new Baseline(known);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            throw new ScanException($"{path}: this is no baseline; downright scan merge RUN --format jsonl --findings writes one ({e.Message.ReplaceLineEndings(" ")})", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ScanException($"{path}: this baseline cannot be read ({(e is UnauthorizedAccessException ? "no permission" : e.Message)})", e);
        }
    }

    /// <summary>Whether a row is a finding that is known.</summary>
    /// <param name="row">The row.</param>
    public bool Knows(ScanRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.Sha256 is not null && _known.Contains(row.Sha256);
    }
}
