using System.Text.RegularExpressions;
using Downright.Scanning;
using Downright.Scanning.Results;
using DuckDB.NET.Data;

namespace Downright.Conformance;

/// <summary>The table of a scan, as DuckDB reads it.</summary>
public sealed class ScanTableConformance : IDisposable
{
    // More than a row group, so that several are read.
    private const int Rows = 140_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("downright-");
    private readonly ScanRow[] _rows = [.. Enumerable.Range(0, Rows).Select(RowOf)];
    private readonly string _table;

    public ScanTableConformance()
    {
        _table = Path.Combine(_folder.FullName, "scan.parquet");
        using FileStream stream = File.Create(_table);
        Assert.Equal(Rows, ParquetTable.Write(_rows, stream));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Duckdb_reads_every_row_as_it_was_written()
    {
        using DuckDBConnection connection = Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM '{_table}' ORDER BY shard, index";
        using DuckDBDataReader reader = command.ExecuteReader();
        string[] columns = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
        Assert.Equal(["shard", "index", "input", "member", "ordinal", "verdict", "score", "threshold", "false_positive_rate", "width", "height", "estimated_width", "estimated_height", "estimated_scaler", "methods", "reason", "sha256", "error"], columns);

        int at = 0;
        while (reader.Read())
        {
            ScanRow row = _rows[at++];
            object?[] expected = [row.Shard, row.Index, row.Input, row.Member, row.Ordinal, row.Verdict, row.Score, row.Threshold, row.FalsePositiveRate, row.Width, row.Height, row.EstimatedWidth, row.EstimatedHeight, row.EstimatedScaler, row.Methods, row.Reason, row.Sha256, row.Error];
            for (int i = 0; i < columns.Length; i++)
                if (!Equals(expected[i], reader.IsDBNull(i) ? null : reader.GetValue(i))) Assert.Fail($"Row {at}: {columns[i]} is {reader.GetValue(i)} instead of {expected[i]}.");
        }

        Assert.Equal(Rows, at);
    }

    [Fact]
    public void The_documents_queries_run()
    {
        string document = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "scan.md"));
        string[] queries = [.. Regex.Matches(document, "```sql\n(?<query>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Select(match => match.Groups["query"].Value.Replace("run/scan.parquet", _table, StringComparison.Ordinal))];
        Assert.Equal(3, queries.Length);

        using DuckDBConnection connection = Open();
        foreach (string query in queries)
        {
            using DuckDBCommand command = connection.CreateCommand();
            command.CommandText = query;
            using DuckDBDataReader reader = command.ExecuteReader();
            Assert.True(reader.Read(), $"No row: {query}");
        }
    }

    private DuckDBConnection Open()
    {
        var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = $"SET autoinstall_known_extensions = false; SET autoload_known_extensions = false; SET memory_limit = '512MB'; SET threads = 2; SET allowed_directories = ['{_folder.FullName}']; SET enable_external_access = false; SET lock_configuration = true";
        command.ExecuteNonQuery();
        return connection;
    }

    private static ScanRow RowOf(int i) => (i % 100) switch
    {
        0 => new ScanRow { Shard = i / 1000, Index = i % 1000, Input = $"bad {i}.jpg", Verdict = ScanRow.Bad, Error = "bad: this JPEG file is \"broken\", é漢" },
        1 => new ScanRow { Shard = i / 1000, Index = i % 1000, Input = "s.tar", Member = $"{i}.png", Verdict = ScanRow.Attack, Score = 0.99, Threshold = 0.7, FalsePositiveRate = 0.01, Width = 640, Height = 480, EstimatedWidth = 224, EstimatedHeight = 224, EstimatedScaler = "opencv:linear", Methods = "a,b", Sha256 = $"{i:x64}" },
        _ => new ScanRow { Shard = i / 1000, Index = i % 1000, Input = $"photos/{i}.jpg", Verdict = ScanRow.Clean, Score = 1.0 / (i + 2), Width = i, Height = 1 },
    };
}
