using Downright.Analysis;
using Downright.Scaling;

namespace Downright.Vetting;

/// <summary>
/// What every attack on a linear separable scaler must at least change, whatever the signs of what it does to the outputs
/// (docs/methods/bound.md). Clipping to 0–255 only shrinks what is feasible, so that the bounds hold with it.
/// </summary>
public static class AttackBound
{
    /// <summary>
    /// The PSNR in dB between source image and attack image that no attack exceeds which moves every output by at least a
    /// number of grey levels: 20·log₁₀(255 / h) − 10·log₁₀(energy bound).
    /// </summary>
    /// <param name="energyBound">The operator's <see cref="PixelInfluence.EnergyBound"/>, more than 0.</param>
    /// <param name="shift">h, more than 0.</param>
    public static double PsnrCeiling(double energyBound, double shift)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(energyBound);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shift);
        return (20 * Math.Log10(255 / shift)) - (10 * Math.Log10(energyBound));
    }

    /// <summary>
    /// A lower bound of ‖Δ‖₂², summed over the channels, for one pair of images: Σ hᵢⱼ² / (dᵥ,ᵢ · dₕ,ⱼ), where
    /// hᵢⱼ = max(0, |target − scaled source| − ε − 1) and, per axis, G ⪯ diag(d).
    /// </summary>
    /// <param name="op">The scaler's linear model.</param>
    /// <param name="source">The source image, of the operator's source size.</param>
    /// <param name="target">The target image, of the operator's target size and the source's format.</param>
    /// <param name="epsilon">How far the output may be from the target image, in grey levels, at least 0; one level more is left for rounding.</param>
    /// <exception cref="ArgumentException">The images do not fit the operator.</exception>
    public static double LeastSquaredChange(ScalingOperator op, PixelImage<byte> source, PixelImage<byte> target, double epsilon = 1)
    {
        ArgumentNullException.ThrowIfNull(op);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentOutOfRangeException.ThrowIfNegative(epsilon);
        if (target.Size != op.TargetSize || target.Format != source.Format)
            throw new ArgumentException($"The target image must be {op.TargetSize} {source.Format}, but is {target}.", nameof(target));

        PixelImage<float> scaled = op.Apply(source);
        double largest = 0;
        foreach (double[] rows in MajorantsOf(op.Left))
        {
            foreach (double[] columns in MajorantsOf(op.Right))
                largest = Math.Max(largest, Sum(scaled, target, epsilon + 1, rows, columns));
        }

        return largest;
    }

    /// <summary>
    /// A lower bound of the share of the source pixels that an attack changes which moves every output by at least a number
    /// of grey levels: the larger of what the weights that a pixel carries in all outputs allow, and of the fewest taps whose
    /// largest |w| sum to h / 255 over the most outputs that one pixel feeds.
    /// </summary>
    /// <param name="op">The scaler's linear model.</param>
    /// <param name="shift">h, more than 0 and at most 255.</param>
    /// <returns>A share, 0–1.</returns>
    public static double LeastChangedFraction(ScalingOperator op, double shift)
    {
        ArgumentNullException.ThrowIfNull(op);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shift);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(shift, 255);
        // Where every weight is far below what an output needs, whole taps are no better than parts of them.
        const double WholeTapsMatter = 0.125;
        ReadOnlySpan<double> dropped = [0, 1.0 / 64];
        double needed = shift / 255, pixels = OutputsPerPixel(op.Left) * OutputsPerPixel(op.Right) * needed;
        if (LargestOf(op.Left) * LargestOf(op.Right) >= WholeTapsMatter * needed)
            foreach (double share in dropped) pixels = Math.Max(pixels, WholeTaps(op, needed, share));
        return Math.Min(1, pixels / op.SourceSize.Pixels);
    }

    /// <summary>Σᵢ 1 / aᵢ, where aᵢ is the most weight that any sample of output i carries in all outputs together.</summary>
    private static double OutputsPerPixel(BandedMatrix axis)
    {
        var carried = new double[axis.Columns];
        for (int row = 0; row < axis.Rows; row++)
            for (int tap = 0; tap < axis.Taps(row); tap++) carried[axis.First(row) + tap] += Math.Abs(axis.Weights(row)[tap]);

        double sum = 0;
        for (int row = 0; row < axis.Rows; row++)
        {
            double most = 0;
            for (int tap = 0; tap < axis.Taps(row); tap++) most = Math.Max(most, carried[axis.First(row) + tap]);
            if (most > 0) sum += 1 / most;
        }

        return sum;
    }

    /// <summary>
    /// Σ k / F: the fewest taps of each output that reach the amount, each shared by as many outputs as any of its pixels
    /// feeds. Taps below a share of their row's largest are left out of both, at the price of what they may add.
    /// </summary>
    private static double WholeTaps(ScalingOperator op, double needed, double share)
    {
        SortedTaps[] rows = SortedTaps.Of(op.Left, share), columns = SortedTaps.Of(op.Right, share);
        double sum = 0;
        foreach (SortedTaps row in rows)
        {
            foreach (SortedTaps column in columns)
            {
                if (row.MostFed * column.MostFed == 0) continue;
                double amount = needed - ((row.Total * column.Total) - (row.Kept * column.Kept));
                if (amount > 0) sum += SortedTaps.FewestToReach(row, column, amount) / ((double)row.MostFed * column.MostFed);
            }
        }

        return sum;
    }

    private static double LargestOf(BandedMatrix axis)
    {
        double largest = 0;
        for (int row = 0; row < axis.Rows; row++)
            foreach (double weight in axis.Weights(row)) largest = Math.Max(largest, Math.Abs(weight));
        return largest;
    }

    /// <summary>Two diagonal matrices that the axis's Gram matrix lies below: its absolute row sums, and λmax.</summary>
    private static double[][] MajorantsOf(BandedMatrix axis)
    {
        var gram = new AxisGram(axis);
        var uniform = new double[axis.Rows];
        Array.Fill(uniform, gram.LargestEigenvalueBound());
        return [gram.AbsoluteSums(), uniform];
    }

    private static double Sum(PixelImage<float> scaled, PixelImage<byte> target, double slack, double[] rows, double[] columns)
    {
        double total = 0;
        for (int y = 0; y < target.Height; y++)
        {
            ReadOnlySpan<float> from = scaled.Row(y);
            ReadOnlySpan<byte> to = target.Row(y);
            for (int i = 0; i < to.Length; i++)
            {
                double push = Math.Max(0, Math.Abs(to[i] - from[i]) - slack), cost = rows[y] * columns[i / target.Channels];
                if (cost > 0) total += push * push / cost;
            }
        }

        return total;
    }
}
