using Downright.Scaling;

namespace Downright.Tests.Reference;

/// <summary>Linear algebra as textbooks write it, on full matrices.</summary>
internal static class DenseMatrix
{
    public static double[,] Of(BandedMatrix matrix)
    {
        var dense = new double[matrix.Rows, matrix.Columns];
        for (int i = 0; i < matrix.Rows; i++)
            for (int j = 0; j < matrix.Columns; j++)
                dense[i, j] = matrix[i, j];
        return dense;
    }

    /// <summary>A · Aᵀ.</summary>
    public static double[,] Gram(double[,] a)
    {
        int rows = a.GetLength(0);
        var gram = new double[rows, rows];
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < rows; j++)
                for (int k = 0; k < a.GetLength(1); k++)
                    gram[i, j] += a[i, k] * a[j, k];
        return gram;
    }

    /// <summary>Eigenvalues and eigenvectors (in columns) of a symmetric matrix, by Jacobi's rotations.</summary>
    public static (double[] Values, double[,] Vectors) Eigen(double[,] symmetric)
    {
        int n = symmetric.GetLength(0);
        var a = (double[,])symmetric.Clone();
        var vectors = new double[n, n];
        for (int i = 0; i < n; i++) vectors[i, i] = 1;
        for (int sweep = 0; sweep < 60; sweep++)
        {
            for (int p = 0; p < n; p++)
            {
                for (int q = p + 1; q < n; q++)
                {
                    if (a[p, q] == 0) continue;
                    double angle = 0.5 * Math.Atan2(2 * a[p, q], a[p, p] - a[q, q]);
                    double cos = Math.Cos(angle), sin = Math.Sin(angle);
                    for (int k = 0; k < n; k++) (a[p, k], a[q, k]) = ((cos * a[p, k]) + (sin * a[q, k]), (cos * a[q, k]) - (sin * a[p, k]));
                    for (int k = 0; k < n; k++) (a[k, p], a[k, q]) = ((cos * a[k, p]) + (sin * a[k, q]), (cos * a[k, q]) - (sin * a[k, p]));
                    for (int k = 0; k < n; k++) (vectors[k, p], vectors[k, q]) = ((cos * vectors[k, p]) + (sin * vectors[k, q]), (cos * vectors[k, q]) - (sin * vectors[k, p]));
                    a[p, q] = a[q, p] = 0;
                }
            }
        }

        return ([.. Enumerable.Range(0, n).Select(i => a[i, i])], vectors);
    }
}
