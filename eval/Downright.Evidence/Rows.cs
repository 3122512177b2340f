using System.Text.Json;

namespace Downright.Evidence;

/// <summary>How a rule treats a photograph that nobody attacked.</summary>
internal sealed record FidelityRow(string Scaler, string Rule, int Photo, double AreaPsnr, double AreaSsim, double PlainPsnr, double PlainSsim, double Agrees);

/// <summary>PSNR to the source, in dB, at which the least visible joint attack gets past a rule; null where none did.</summary>
internal sealed record BreakRow(string Scaler, string Rule, int Pair, double Ratio, double? Broken, double? Won);

/// <summary>What an attack of a given strength reaches against a prevention of the library; δ is null where the attack has none.</summary>
internal sealed record AttackRow(string Scaler, string Prevention, string Attack, double? Delta, int Pair, double Ratio, double ToTarget, double ToTruth, double ToSource, bool Won);

/// <summary>Measured rows, a JSON line each; what is in the file already is not measured again.</summary>
internal sealed class RowFile<TRow>(string path)
{
    private readonly Lock _lock = new();

    /// <summary>The rows so far.</summary>
    public IReadOnlyList<TRow> Read() => File.Exists(path) ? [.. File.ReadLines(path).Select(line => JsonSerializer.Deserialize<TRow>(line)!)] : [];

    /// <summary>Measures what is missing, several items at a time, and appends each item's rows when it is done.</summary>
    public void Measure<TItem>(string what, IEnumerable<TItem> missing, int threads, Func<TItem, IEnumerable<TRow>> measure)
    {
        TItem[] items = [.. missing];
        int done = 0;
        Parallel.ForEach(items, new ParallelOptions { MaxDegreeOfParallelism = threads }, item =>
        {
            string[] lines = [.. measure(item).Select(row => JsonSerializer.Serialize(row))];
            lock (_lock)
            {
                File.AppendAllLines(path, lines);
                Console.Error.WriteLine($"{DateTime.Now:HH:mm:ss} {what} {++done}/{items.Length}");
            }
        });
    }
}
