using Downright.Scaling;

namespace Downright.Analysis;

/// <summary>Cholesky factorisation of a banded symmetric matrix, as a proof that it is positive definite.</summary>
internal static class BandedCholesky
{
    /// <summary>Whether shift·I − matrix is positive definite.</summary>
    public static bool IsPositiveDefinite(BandedMatrix matrix, double shift)
    {
        int band = 0;
        for (int row = 0; row < matrix.Rows; row++)
            if (matrix.Taps(row) > 0) band = Math.Max(band, row - matrix.First(row));

        // factor[i % (band + 1)] holds columns i − band … i of the factor's row i, the only ones that are not zero.
        var factor = new double[band + 1][];
        for (int i = 0; i <= band; i++) factor[i] = new double[band + 1];
        for (int i = 0; i < matrix.Rows; i++)
        {
            double[] row = factor[i % (band + 1)];
            for (int j = Math.Max(0, i - band); j <= i; j++)
            {
                double[] above = factor[j % (band + 1)];
                double value = (i == j ? shift : 0) - matrix[i, j];
                for (int k = Math.Max(0, i - band); k < j; k++) value -= row[k - i + band] * above[k - j + band];
                if (i != j) row[j - i + band] = value / above[band];
                else if (value > 0) row[band] = Math.Sqrt(value);
                else return false;
            }
        }

        return true;
    }
}
