using Downright.Scaling;

namespace Downright.Analysis;

/// <summary>The Gram matrix G = LLᵀ of an axis, by products with L and Lᵀ; only the smaller of LLᵀ and LᵀL is ever formed.</summary>
internal sealed class AxisGram(BandedMatrix axis)
{
    private readonly BandedMatrix _transpose = Transpose(axis);

    /// <summary>Per output i, Σⱼ|Gᵢⱼ|.</summary>
    public double[] AbsoluteSums()
    {
        var sums = new double[axis.Rows];
        var products = new double[axis.Rows];
        for (int output = 0; output < axis.Rows; output++)
        {
            int first = axis.First(output), start = axis.Rows, end = 0;
            for (int tap = 0; tap < axis.Taps(output); tap++)
            {
                ReadOnlySpan<double> fed = _transpose.Weights(first + tap);
                int firstFed = _transpose.First(first + tap);
                double weight = axis.Weights(output)[tap];
                for (int i = 0; i < fed.Length; i++) products[firstFed + i] += weight * fed[i];
                if (fed.IsEmpty) continue;
                start = Math.Min(start, firstFed);
                end = Math.Max(end, firstFed + fed.Length);
            }

            for (int i = start; i < end; i++)
            {
                sums[output] += Math.Abs(products[i]);
                products[i] = 0;
            }
        }

        return sums;
    }

    /// <summary>
    /// 1ᵀG⁺1 over the outputs that any sample feeds, by conjugate gradients from 0. Rows that sum to 1 put 1 = L·1 into
    /// the range of G, and there conjugate gradients find G⁺1 although G may be singular.
    /// </summary>
    public double SumOfInverse()
    {
        const double Precision = 1e-26;
        var solution = new double[axis.Rows];
        var residual = new double[axis.Rows];
        for (int output = 0; output < axis.Rows; output++) residual[output] = axis.Taps(output) > 0 ? 1 : 0;
        double[] direction = [.. residual];
        var image = new double[axis.Rows];
        var samples = new double[axis.Columns];

        double norm = Dot(residual, residual), least = norm * Precision;
        for (int step = 0; step < (4 * Math.Min(axis.Rows, axis.Columns)) + 50 && norm > least; step++)
        {
            Apply(_transpose, direction, samples);
            Apply(axis, samples, image);
            double length = norm / Dot(direction, image);
            for (int i = 0; i < solution.Length; i++)
            {
                solution[i] += length * direction[i];
                residual[i] -= length * image[i];
            }

            double next = Dot(residual, residual);
            for (int i = 0; i < direction.Length; i++) direction[i] = residual[i] + (next / norm * direction[i]);
            norm = next;
        }

        return solution.Sum();
    }

    /// <summary>
    /// An upper bound of the largest eigenvalue, at most a millionth too high where the power iteration converged. The
    /// iteration proposes a value from below; a value λ is taken only once λI − G has proved positive definite by a
    /// Cholesky factorisation, and the proposal grows until it has, so that the bound holds however slowly the iteration
    /// converges.
    /// </summary>
    public double LargestEigenvalueBound()
    {
        const double RoundingMargin = 1e-12;
        BandedMatrix gram = axis.Rows <= axis.Columns ? axis.Multiply(_transpose) : _transpose.Multiply(axis);
        double estimate = RayleighQuotient(gram);
        for (double margin = 1e-6; ; margin *= 4)
        {
            double bound = estimate * (1 + margin);
            if (BandedCholesky.IsPositiveDefinite(gram, bound)) return bound * (1 + RoundingMargin);
        }
    }

    private static double RayleighQuotient(BandedMatrix gram)
    {
        const int Steps = 100;
        var vector = new double[gram.Rows];
        var next = new double[gram.Rows];
        // An irregular start is orthogonal to no eigenvector that matters.
        const double GoldenRatio = 1.6180339887498949;
        for (int i = 0; i < vector.Length; i++) vector[i] = 1 + ((i * GoldenRatio) % 1);
        for (int step = 0; ; step++)
        {
            Apply(gram, vector, next);
            double quotient = Dot(vector, next) / Dot(vector, vector);
            if (step == Steps) return quotient;
            double scale = 1 / Math.Sqrt(Dot(next, next));
            for (int i = 0; i < vector.Length; i++) vector[i] = next[i] * scale;
        }
    }

    private static void Apply(BandedMatrix matrix, double[] vector, double[] product)
    {
        for (int row = 0; row < matrix.Rows; row++) product[row] = Dot(matrix.Weights(row), vector.AsSpan(matrix.First(row)));
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    private static BandedMatrix Transpose(BandedMatrix matrix)
    {
        var start = new int[matrix.Columns];
        var end = new int[matrix.Columns];
        Array.Fill(start, matrix.Rows);
        for (int row = 0; row < matrix.Rows; row++)
        {
            for (int column = matrix.First(row); column < matrix.First(row) + matrix.Taps(row); column++)
            {
                start[column] = Math.Min(start[column], row);
                end[column] = row + 1;
            }
        }

        var builder = new BandedMatrixBuilder(matrix.Columns, matrix.Rows);
        for (int column = 0; column < matrix.Columns; column++)
        {
            var weights = new double[Math.Max(0, end[column] - start[column])];
            for (int i = 0; i < weights.Length; i++) weights[i] = matrix[start[column] + i, column];
            builder.Add(start[column], weights);
        }

        return builder.Build();
    }
}
