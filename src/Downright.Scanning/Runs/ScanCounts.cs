namespace Downright.Scanning.Runs;

/// <summary>How many rows of each verdict there are.</summary>
public sealed record ScanCounts
{
    /// <summary>Images that could be read and show nothing.</summary>
    public long Clean { get; init; }

    /// <summary>Attack images.</summary>
    public long Attack { get; init; }

    /// <summary>Images that could not be read.</summary>
    public long Error { get; init; }

    /// <summary>Attack images that the baseline knows.</summary>
    public long Known { get; init; }

    /// <summary>All rows.</summary>
    public long Images => Clean + Attack + Error;

    /// <summary>The counts with a row more.</summary>
    /// <param name="row">The row.</param>
    /// <param name="known">Whether the baseline knows it.</param>
    public ScanCounts With(ScanRow row, bool known = false)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.Verdict switch
        {
            ScanRow.Attack => this with { Attack = Attack + 1, Known = Known + (known ? 1 : 0) },
            ScanRow.Bad => this with { Error = Error + 1 },
            _ => this with { Clean = Clean + 1 },
        };
    }
}
