using System.IO.Compression;
using Parquet;
using Parquet.Schema;

namespace Downright.Scanning.Results;

/// <summary>Writes rows as one Parquet table, a row group at a time, in one pass.</summary>
public static class ParquetTable
{
    private const int RowsPerGroup = 1 << 17;

    /// <summary>Writes a table.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="stream">Where to; left open.</param>
    /// <param name="cancellation">Stops the writing.</param>
    /// <returns>How many rows were written.</returns>
    public static long Write(IEnumerable<ScanRow> rows, Stream stream, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(stream);
        return WriteAsync(rows, stream, cancellation).GetAwaiter().GetResult();
    }

    private static async Task<long> WriteAsync(IEnumerable<ScanRow> rows, Stream stream, CancellationToken cancellation)
    {
        ParquetColumn[] columns =
        [
            new NumberColumn<int>("shard", row => row.Shard),
            new NumberColumn<int>("index", row => row.Index),
            new TextColumn("input", row => row.Input),
            new TextColumn("member", row => row.Member),
            new NumberColumn<int>("ordinal", row => row.Ordinal),
            new TextColumn("verdict", row => row.Verdict),
            new NumberColumn<double>("score", row => row.Score),
            new NumberColumn<double>("threshold", row => row.Threshold),
            new NumberColumn<double>("false_positive_rate", row => row.FalsePositiveRate),
            new NumberColumn<int>("width", row => row.Width),
            new NumberColumn<int>("height", row => row.Height),
            new NumberColumn<int>("estimated_width", row => row.EstimatedWidth),
            new NumberColumn<int>("estimated_height", row => row.EstimatedHeight),
            new TextColumn("estimated_scaler", row => row.EstimatedScaler),
            new TextColumn("methods", row => row.Methods),
            new TextColumn("reason", row => row.Reason),
            new TextColumn("sha256", row => row.Sha256),
            new TextColumn("error", row => row.Error),
        ];
        // The library's default level, SmallestSize, is many times slower for little.
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Zstd, CompressionLevel = CompressionLevel.Optimal };
        long written = 0;
        ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(columns.Select(column => column.Field)), stream, options, cancellationToken: cancellation);
        await using (writer)
        {
            foreach (ScanRow[] group in rows.Chunk(RowsPerGroup))
            {
                cancellation.ThrowIfCancellationRequested();
                using ParquetRowGroupWriter target = writer.CreateRowGroup();
                foreach (ParquetColumn column in columns) await column.WriteAsync(target, group);
                target.CompleteValidate();
                written += group.Length;
            }
        }

        return written;
    }
}
