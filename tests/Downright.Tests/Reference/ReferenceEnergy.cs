using Downright.Scaling;

namespace Downright.Tests.Reference;

/// <summary>The energy of an axis and its bound, from the eigenvalues of the full Gram matrix.</summary>
internal sealed class ReferenceEnergy
{
    private readonly double[] _values;
    private readonly double[,] _vectors;
    private readonly double[,] _gram;
    private readonly BandedMatrix _axis;

    public ReferenceEnergy(BandedMatrix axis)
    {
        _axis = axis;
        _gram = DenseMatrix.Gram(DenseMatrix.Of(axis));
        (_values, _vectors) = DenseMatrix.Eigen(_gram);
    }

    public double Energy => Cost([.. Enumerable.Repeat(1.0, _axis.Rows)]);

    public double Bound
    {
        get
        {
            double bySums = 0;
            for (int i = 0; i < _axis.Rows; i++) bySums += 1 / Enumerable.Range(0, _axis.Rows).Sum(j => Math.Abs(_gram[i, j]));
            return Math.Max(bySums, _axis.Rows / _values.Max()) / _axis.Columns;
        }
    }

    public bool IsEven => _axis.Rows > _axis.Columns || Bound >= 0.9 - 1e-9;

    /// <summary>shiftᵀ G⁺ shift / n.</summary>
    public double Cost(double[] shift)
    {
        double cost = 0;
        for (int k = 0; k < _values.Length; k++)
        {
            if (_values[k] < 1e-9) continue;
            double along = Enumerable.Range(0, shift.Length).Sum(i => _vectors[i, k] * shift[i]);
            cost += along * along / _values[k];
        }

        return cost / _axis.Columns;
    }
}
