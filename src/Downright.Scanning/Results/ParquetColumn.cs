using Parquet;
using Parquet.Schema;

namespace Downright.Scanning.Results;

/// <summary>A column of the merged table.</summary>
internal abstract class ParquetColumn(DataField field)
{
    public DataField Field { get; } = field;

    public abstract Task WriteAsync(ParquetRowGroupWriter group, ScanRow[] rows);
}

/// <summary>A column of text.</summary>
internal sealed class TextColumn(string name, Func<ScanRow, string?> value) : ParquetColumn(new DataField<string>(name))
{
    public override Task WriteAsync(ParquetRowGroupWriter group, ScanRow[] rows) => group.WriteAsync(Field, Array.ConvertAll(rows, row => value(row)!));
}

/// <summary>A column of numbers, any of which may be absent.</summary>
internal sealed class NumberColumn<T>(string name, Func<ScanRow, T?> value) : ParquetColumn(new DataField<T?>(name))
    where T : struct
{
    public override Task WriteAsync(ParquetRowGroupWriter group, ScanRow[] rows) => group.WriteAsync<T>(Field, Array.ConvertAll(rows, row => value(row)).AsMemory());
}
