using Downright.Scaling;

namespace Downright.Analysis;

/// <summary>How much each source sample of one axis counts: a row of source pixels, or a column.</summary>
public sealed class AxisInfluence
{
    private readonly double[] _weights;
    private readonly bool[] _considered;

    private AxisInfluence(double[] weights, bool[] considered, double concentration, AxisEnergy energy)
    {
        _weights = weights;
        _considered = considered;
        ConsideredCount = considered.Count(c => c);
        LargestWeight = weights.Max();
        Concentration = concentration;
        Energy = energy;
    }

    /// <summary>The number of source samples.</summary>
    public int Length => _weights.Length;

    /// <summary>The largest |w| of each source sample in any output; 0 where no output reads it.</summary>
    public ReadOnlySpan<double> Weights => _weights;

    /// <summary>
    /// Whether each source sample is considered: it is not where every output that it feeds marks it droppable, that is,
    /// counts it to the lightest taps whose |w| sum to at most 0.005 / S, S the largest Σ|w| of any output of the other
    /// axis. Evenness is not applied.
    /// </summary>
    public ReadOnlySpan<bool> Considered => _considered;

    /// <summary>The number of considered samples.</summary>
    public int ConsideredCount { get; }

    /// <summary>The considered samples as a share of all, 0–1.</summary>
    public double ConsideredFraction => (double)ConsideredCount / Length;

    /// <summary>The largest |w| of the axis.</summary>
    public double LargestWeight { get; }

    /// <summary>
    /// How evenly an output spreads its weight over the β source samples that it stands for: the mean over the outputs of
    /// (Σ|w|)² / Σw², divided by β. 1/β where one sample decides; 1 and more for averages; 1 for an axis that grows.
    /// </summary>
    public double Concentration { get; }

    /// <summary>What it costs to move the outputs of this axis.</summary>
    public AxisEnergy Energy { get; }

    /// <summary>Analyses one axis.</summary>
    /// <param name="axis">The axis: a row of weights per output.</param>
    /// <param name="other">The operator's other axis.</param>
    internal static AxisInfluence Of(BandedMatrix axis, BandedMatrix other)
    {
        var weights = new double[axis.Columns];
        for (int output = 0; output < axis.Rows; output++)
        {
            Span<double> fed = weights.AsSpan(axis.First(output), axis.Taps(output));
            ReadOnlySpan<double> taps = axis.Weights(output);
            for (int tap = 0; tap < taps.Length; tap++) fed[tap] = Math.Max(fed[tap], Math.Abs(taps[tap]));
        }

        return new AxisInfluence(weights, DroppableTaps.Considered(axis, other), ConcentrationOf(axis), AxisEnergy.Of(axis));
    }

    /// <summary>Samples, considered share and evenness, such as <c>448 of 896 considered, uneven</c>.</summary>
    public override string ToString() => $"{ConsideredCount} of {Length} considered, {(Energy.IsEven ? "even" : "uneven")}";

    private static double ConcentrationOf(BandedMatrix axis)
    {
        if (axis.Rows > axis.Columns) return 1;
        double total = 0;
        for (int output = 0; output < axis.Rows; output++)
        {
            double sum = 0, squares = 0;
            foreach (double weight in axis.Weights(output))
            {
                sum += Math.Abs(weight);
                squares += weight * weight;
            }

            if (squares > 0) total += sum * sum / squares;
        }

        return total / axis.Columns;
    }
}
