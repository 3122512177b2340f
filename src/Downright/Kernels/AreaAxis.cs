namespace Downright.Kernels;

/// <summary>
/// What one output of area scaling takes from an axis: whole samples, and the parts of one sample before and one after
/// them. Parts are in units of 2^-Bits of a sample.
/// </summary>
/// <param name="First">The first whole sample; the part before belongs to the sample before it.</param>
/// <param name="Whole">The number of whole samples.</param>
/// <param name="Before">The part of the sample before; 0 for none.</param>
/// <param name="After">The part of the sample after; 0 for none.</param>
internal readonly record struct AreaSpan(int First, int Whole, int Before, int After)
{
    /// <summary>The first sample that is read.</summary>
    public int Start => First - (Before > 0 ? 1 : 0);

    /// <summary>The number of samples that are read.</summary>
    public int Length => Whole + (Before > 0 ? 1 : 0) + (After > 0 ? 1 : 0);
}

/// <summary>
/// One axis of area scaling in fixed point. A shrinking axis of n samples and m outputs: output i covers [i·n/m, (i+1)·n/m),
/// whose parts are whole numbers in units of 1/m of a sample. A growing axis: two neighbours, linearly.
/// </summary>
internal static class AreaAxis
{
    /// <summary>A part must fit into a signed 16-bit factor.</summary>
    private const int LargestPart = short.MaxValue;

    /// <summary>The spans of all outputs.</summary>
    /// <param name="source">Samples of the axis.</param>
    /// <param name="target">Outputs of the axis.</param>
    /// <param name="bits">The fractional bits of a part, 0–15.</param>
    public static AreaSpan[] Spans(int source, int target, int bits)
    {
        var spans = new AreaSpan[target];
        for (int i = 0; i < target; i++) spans[i] = target > source ? Between(i, source, target, bits) : Cover(i, source, target, bits);
        return spans;
    }

    private static AreaSpan Cover(int output, int source, int target, int bits)
    {
        long from = (long)output * source, to = from + source;
        long first = (from + target - 1) / target, end = to / target;
        return new AreaSpan((int)first, (int)(end - first), Part((first * target) - from, target, bits), Part(to - (end * target), target, bits));
    }

    /// <summary>The output's centre lies at ((2i+1)·n − m) / 2m, in samples counted from the first one's centre.</summary>
    private static AreaSpan Between(int output, int source, int target, int bits)
    {
        long centre = (((2L * output) + 1) * source) - target, unit = 2L * target;
        if (centre <= 0) return new AreaSpan(0, 1, 0, 0);
        var (left, rest) = Math.DivRem(centre, unit);
        if (left >= source - 1) return new AreaSpan(source - 1, 1, 0, 0);
        int after = (int)(((rest << (bits + 1)) + unit) / (2 * unit)), before = (1 << bits) - after;
        if (after == 0) return new AreaSpan((int)left, 1, 0, 0);
        if (before == 0) return new AreaSpan((int)left + 1, 1, 0, 0);
        return new AreaSpan((int)left + 1, 0, before, after);
    }

    private static int Part(long numerator, int denominator, int bits) =>
        (int)Math.Min(LargestPart, ((numerator << (bits + 1)) + denominator) / (2L * denominator));
}
