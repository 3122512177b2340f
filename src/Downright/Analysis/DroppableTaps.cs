using Downright.Scaling;

namespace Downright.Analysis;

/// <summary>
/// The rule that says which source samples of an axis an output cannot feel: per output the lightest taps, as long as
/// their weights add up to no more than a tolerance.
/// </summary>
internal static class DroppableTaps
{
    /// <summary>
    /// Half of the share by which the droppable taps may move an output. Dropped rows move it by at most
    /// 0.005 / S · S = 0.005 of the range, dropped columns likewise: 0.01 × 255 = 2.55 grey levels together.
    /// </summary>
    private const double Tolerance = 0.005;

    /// <summary>Which source samples some output does not drop.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="other">The other axis: the largest Σ|w| of its outputs amplifies what comes through this one.</param>
    public static bool[] Considered(BandedMatrix axis, BandedMatrix other)
    {
        double tolerance = Tolerance / LargestGain(other);
        var considered = new bool[axis.Columns];
        var magnitudes = new double[axis.MaxTaps];
        var taps = new int[axis.MaxTaps];
        for (int output = 0; output < axis.Rows; output++)
        {
            ReadOnlySpan<double> weights = axis.Weights(output);
            for (int tap = 0; tap < weights.Length; tap++) (magnitudes[tap], taps[tap]) = (Math.Abs(weights[tap]), tap);
            Span<double> ascending = magnitudes.AsSpan(0, weights.Length);
            Span<int> order = taps.AsSpan(0, weights.Length);
            order.Sort((a, b) => magnitudes[a] != magnitudes[b] ? magnitudes[a].CompareTo(magnitudes[b]) : a.CompareTo(b));

            double sum = 0;
            foreach (int tap in order)
            {
                sum += ascending[tap];
                if (sum > tolerance) considered[axis.First(output) + tap] = true;
            }
        }

        return considered;
    }

    private static double LargestGain(BandedMatrix axis)
    {
        double largest = 0;
        for (int output = 0; output < axis.Rows; output++)
        {
            double gain = 0;
            foreach (double weight in axis.Weights(output)) gain += Math.Abs(weight);
            largest = Math.Max(largest, gain);
        }

        return largest;
    }
}
