using Downright.Scaling;

namespace Downright.Analysis;

/// <summary>
/// What it costs to move the outputs of one axis L (m outputs, n source samples), with the Gram matrix G = LLᵀ. Outputs
/// that no sample feeds are left out.
/// </summary>
public sealed record AxisEnergy
{
    // Bounds that are 0.9 come out on either side of it, as their sums are rounded.
    private const double LeastOfEven = 0.9 - 1e-9;

    private AxisEnergy(double energy, double bound, bool grows)
    {
        Energy = energy;
        Bound = bound;
        IsEven = grows || bound >= LeastOfEven;
    }

    /// <summary>
    /// 1ᵀG⁺1 / n: the least energy that shifts every output by +1, relative to shifting every source sample by 1.
    /// 1 for area, 1/β for nearest.
    /// </summary>
    public double Energy { get; }

    /// <summary>
    /// max( (1/n)·Σᵢ 1/gᵢ with gᵢ = Σⱼ|Gᵢⱼ| , m / (n·λmax(G)) ), at most <see cref="Energy"/>: no pattern of signs is
    /// cheaper, since G ⪯ diag(g) and G ⪯ λmax·I.
    /// </summary>
    public double Bound { get; }

    /// <summary>Whether the axis is sampled evenly: its bound is at least 0.9, or it grows.</summary>
    public bool IsEven { get; }

    /// <summary>Measures an axis.</summary>
    /// <param name="axis">A row of weights per output, whose sums are the same (1 for every scaler).</param>
    public static AxisEnergy Of(BandedMatrix axis)
    {
        ArgumentNullException.ThrowIfNull(axis);
        var gram = new AxisGram(axis);
        double bySums = 0;
        int outputs = 0;
        foreach (double sum in gram.AbsoluteSums())
        {
            if (sum == 0) continue;
            bySums += 1 / sum;
            outputs++;
        }

        double byLargest = outputs == 0 ? 0 : outputs / gram.LargestEigenvalueBound();
        return new AxisEnergy(gram.SumOfInverse() / axis.Columns, Math.Max(bySums, byLargest) / axis.Columns, axis.Rows > axis.Columns);
    }
}
