using Downright.Scaling;

namespace Downright.Analysis;

/// <summary>
/// Which source pixels a scaler looks at and how much each counts, per axis and for the image: a pixel's influence is the
/// largest |w| of its row times the largest |w| of its column.
/// </summary>
public sealed class PixelInfluence
{
    private PixelInfluence(ScalingOperator op)
    {
        Operator = op;
        Vertical = AxisInfluence.Of(op.Left, op.Right);
        Horizontal = AxisInfluence.Of(op.Right, op.Left);
    }

    /// <summary>The operator that was analysed.</summary>
    public ScalingOperator Operator { get; }

    /// <summary>The source rows.</summary>
    public AxisInfluence Vertical { get; }

    /// <summary>The source columns.</summary>
    public AxisInfluence Horizontal { get; }

    /// <summary>The share of the source pixels whose row and column are both considered, 0–1. Evenness is not applied.</summary>
    public double ConsideredFraction => Vertical.ConsideredFraction * Horizontal.ConsideredFraction;

    /// <summary>The largest |w| of any pixel in any output.</summary>
    public double LargestWeight => Vertical.LargestWeight * Horizontal.LargestWeight;

    /// <summary>The axes' <see cref="AxisInfluence.Concentration"/> multiplied: 1/(βᵥβₕ) where one pixel decides, about 1 for area.</summary>
    public double Concentration => Vertical.Concentration * Horizontal.Concentration;

    /// <summary>
    /// The least energy that shifts every output by the same amount, relative to shifting every source pixel by it: 1 for
    /// area, 1/(βᵥβₕ) for nearest.
    /// </summary>
    public double Energy => Vertical.Energy.Energy * Horizontal.Energy.Energy;

    /// <summary>A lower bound of <see cref="Energy"/> that holds for every pattern of signs of the shifts.</summary>
    public double EnergyBound => Vertical.Energy.Bound * Horizontal.Energy.Bound;

    /// <summary>Whether the operator samples both axes evenly, so that no pixel counts more than its share.</summary>
    public bool IsEven => Vertical.Energy.IsEven && Horizontal.Energy.IsEven;

    /// <summary>Analyses an operator.</summary>
    /// <param name="op">The linear model of a scaler for one pair of sizes.</param>
    public static PixelInfluence Of(ScalingOperator op)
    {
        ArgumentNullException.ThrowIfNull(op);
        return new PixelInfluence(op);
    }

    /// <summary>The influence of a source pixel.</summary>
    /// <param name="x">Its column.</param>
    /// <param name="y">Its row.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such pixel.</exception>
    public double At(int x, int y)
    {
        Operator.SourceSize.ThrowIfOutside(x, y);
        return Vertical.Weights[y] * Horizontal.Weights[x];
    }

    /// <summary>The operator, the considered share and the energy bound.</summary>
    public override string ToString() =>
        $"{Operator}: {ConsideredFraction:P1} considered, energy bound {EnergyBound:G3}";
}
