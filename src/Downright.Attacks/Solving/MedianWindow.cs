namespace Downright.Attacks.Solving;

/// <summary>
/// One window of the selective median filter: the fewest and smallest changes to its candidates that bring their lower
/// median to a value (docs/methods/adaptive-attacks.md). For disjoint windows no attack does with fewer, nor with a
/// smaller sum or sum of squares: to lift the value of rank k, all but k candidates have to reach the goal, and the
/// largest ones below it have the shortest way.
/// </summary>
internal sealed class MedianWindow
{
    private readonly ByteOrder _order = new();

    /// <summary>The lower median: the value of rank (n − 1) div 2.</summary>
    public static byte Median(ReadOnlySpan<byte> values)
    {
        Span<int> counts = stackalloc int[256];
        counts.Clear();
        foreach (byte value in values) counts[value]++;
        int rank = (values.Length - 1) / 2, median = 0;
        for (int upTo = counts[0]; upTo <= rank; upTo += counts[median]) median++;
        return (byte)median;
    }

    /// <summary>Sets values to the goal until the lower median is the goal.</summary>
    /// <param name="values">The candidates' values, at least one; changed in place.</param>
    /// <param name="goal">The median wanted.</param>
    /// <param name="allowed">The most values that may change.</param>
    /// <param name="changed">Called with the place of every value changed.</param>
    /// <returns>Whether the median is the goal now.</returns>
    public bool Move(Span<byte> values, byte goal, int allowed, Action<int>? changed = null)
    {
        ReadOnlySpan<int> order = _order.Of(values);
        int rank = (values.Length - 1) / 2, below = _order.Below(goal), upTo = _order.Below(goal + 1);

        // The median is below the goal where more than rank values are, and above it where at most rank are not.
        int first, needed;
        if (below > rank) (first, needed) = (below - 1, below - rank);
        else if (upTo <= rank) (first, needed) = (upTo, rank + 1 - upTo);
        else return true;

        int step = below > rank ? -1 : 1;
        for (int i = 0; i < Math.Min(needed, allowed); i++)
        {
            int place = order[first + (step * i)];
            values[place] = goal;
            changed?.Invoke(place);
        }

        return needed <= allowed;
    }
}
