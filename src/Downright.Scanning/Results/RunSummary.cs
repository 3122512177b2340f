using Downright.Scanning.Runs;

namespace Downright.Scanning.Results;

/// <summary>What a page shows of a run's rows, gathered in one pass in memory that does not grow.</summary>
public sealed class RunSummary
{
    /// <summary>The bins of the scores from 0 to 1.</summary>
    public const int Bins = 20;

    private const int Worst = 100;
    private const int Errors = 50;

    private RunSummary(ScanCounts counts, long[] clean, long[] attack, IReadOnlyList<ScanRow> suspicious, IReadOnlyList<ScanRow> bad, double? threshold)
    {
        Counts = counts;
        CleanScores = clean;
        AttackScores = attack;
        Suspicious = suspicious;
        Bad = bad;
        LeastThreshold = threshold;
    }

    /// <summary>The rows of each verdict.</summary>
    public ScanCounts Counts { get; }

    /// <summary>How many clean images have scores in each bin.</summary>
    public IReadOnlyList<long> CleanScores { get; }

    /// <summary>How many attack images have scores in each bin.</summary>
    public IReadOnlyList<long> AttackScores { get; }

    /// <summary>The hundred attack images with the highest scores; where there are fewer, clean ones follow.</summary>
    public IReadOnlyList<ScanRow> Suspicious { get; }

    /// <summary>The first fifty images that could not be read.</summary>
    public IReadOnlyList<ScanRow> Bad { get; }

    /// <summary>The lowest threshold of all rows; null where there is none.</summary>
    public double? LeastThreshold { get; }

    /// <summary>Gathers.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellation">Stops the gathering.</param>
    public static RunSummary Of(IEnumerable<ScanRow> rows, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var counts = new ScanCounts();
        long[] clean = new long[Bins], attack = new long[Bins];
        var worst = new PriorityQueue<ScanRow, (bool Attack, double Score, long Earlier)>();
        var bad = new List<ScanRow>();
        double? threshold = null;
        foreach (ScanRow row in rows)
        {
            cancellation.ThrowIfCancellationRequested();
            counts = counts.With(row);
            bool isAttack = row.Verdict == ScanRow.Attack;
            if (row.Verdict == ScanRow.Bad && bad.Count < Errors) bad.Add(row);
            if (row.Score is not { } score) continue;
            (isAttack ? attack : clean)[Math.Clamp((int)(score * Bins), 0, Bins - 1)]++;
            if (row.Threshold < (threshold ?? double.PositiveInfinity)) threshold = row.Threshold;
            worst.Enqueue(row, (isAttack, score, -counts.Images));
            if (worst.Count > Worst) worst.Dequeue();
        }

        var suspicious = new List<ScanRow>();
        while (worst.TryDequeue(out ScanRow? row, out _)) suspicious.Add(row);
        suspicious.Reverse();
        return new RunSummary(counts, clean, attack, suspicious, bad, threshold);
    }
}
