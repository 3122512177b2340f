namespace Downright.Scaling;

/// <summary>An axis of only the samples that a scaler reads. Neighbours stay neighbours, and the border's sample, where it is read, the border's.</summary>
internal sealed class CompactAxis
{
    private readonly int _source;

    private CompactAxis(int source, int[] samples)
    {
        _source = source;
        Samples = samples;
    }

    /// <summary>The samples, ascending.</summary>
    public int[] Samples { get; }

    /// <summary>Finds the samples.</summary>
    /// <param name="source">The samples of the whole axis.</param>
    /// <param name="ranges">What is read: the first sample and their number. Those outside of the image read the border's sample.</param>
    public static CompactAxis Of(int source, IEnumerable<(int First, int Taps)> ranges)
    {
        var isRead = new bool[source];
        foreach (var (first, taps) in ranges)
            for (int tap = 0; tap < taps; tap++) isRead[Math.Clamp(first + tap, 0, source - 1)] = true;
        return new CompactAxis(source, [.. Enumerable.Range(0, source).Where(sample => isRead[sample])]);
    }

    /// <summary>Where a first sample, which may lie outside of the image, lies among the samples.</summary>
    public int Place(int first)
    {
        int inside = Math.Clamp(first, 0, _source - 1);
        return Array.BinarySearch(Samples, inside) + first - inside;
    }
}
