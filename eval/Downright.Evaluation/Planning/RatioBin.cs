namespace Downright.Evaluation.Planning;

/// <summary>A bin of scaling ratios: from, inclusive, to, exclusive.</summary>
internal sealed record RatioBin(double From, double To)
{
    /// <summary>The bins of the paper's section 5.1.</summary>
    public static IReadOnlyList<RatioBin> All { get; } = [new(2, 3), new(3, 4), new(4, 5), new(5, 7.5), new(7.5, 10)];

    /// <summary>The smaller of an image's two ratios.</summary>
    public static double RatioOf(ImageSize source, ImageSize target) => Math.Min((double)source.Width / target.Width, (double)source.Height / target.Height);

    /// <summary>Whether it holds a ratio.</summary>
    public bool Contains(double ratio) => ratio >= From && ratio < To;

    /// <summary>The number of the bin that holds a ratio, or −1.</summary>
    public static int IndexOf(double ratio)
    {
        for (int i = 0; i < All.Count; i++)
            if (All[i].Contains(ratio)) return i;
        return -1;
    }

    /// <summary>As in the paper's figures.</summary>
    public override string ToString() => FormattableString.Invariant($"[{From}, {To})");
}
