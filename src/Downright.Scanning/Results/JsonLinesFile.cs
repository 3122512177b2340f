using System.Text.Json;

namespace Downright.Scanning.Results;

/// <summary>Writes rows as JSON Lines.</summary>
public static class JsonLinesFile
{
    /// <summary>Writes rows, a line each.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="stream">Where to; left open.</param>
    /// <param name="cancellation">Stops the writing.</param>
    /// <returns>How many rows were written.</returns>
    public static long Write(IEnumerable<ScanRow> rows, Stream stream, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(stream);
        long written = 0;
        foreach (ScanRow row in rows)
        {
            cancellation.ThrowIfCancellationRequested();
            JsonSerializer.Serialize(stream, row, ScanJson.Lines.ScanRow);
            stream.WriteByte((byte)'\n');
            written++;
        }

        return written;
    }
}
