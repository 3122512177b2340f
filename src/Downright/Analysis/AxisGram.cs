using Downright.Scaling;

namespace Downright.Analysis;

/// <summary>The Gram matrix G = LLᵀ of an axis, by products with L and Lᵀ; only the smaller of LLᵀ and LᵀL is ever formed.</summary>
internal sealed class AxisGram(BandedMatrix axis)
{
    private readonly BandedMatrix _transpose = axis.Transpose();

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
    /// 1ᵀG⁺1 = ‖L⁺1‖²: the squared norm of the shortest x that brings Lx nearest to 1, by conjugate gradients on least
    /// squares (Hestenes and Stiefel 1952) from 0. Unlike conjugate gradients on G they do not mind that G is singular or
    /// that the rows of a scaler in single precision sum to 1 only nearly.
    /// </summary>
    public double SumOfInverse()
    {
        const double Precision = 1e-26;
        var solution = new double[axis.Columns];
        var residual = new double[axis.Rows];
        Array.Fill(residual, 1);
        var gradient = new double[axis.Columns];
        Apply(_transpose, residual, gradient);
        double[] direction = [.. gradient];
        var image = new double[axis.Rows];

        double norm = Dot(gradient, gradient), least = norm * Precision;
        for (int step = 0; step < (4 * Math.Min(axis.Rows, axis.Columns)) + 50 && norm > least; step++)
        {
            Apply(axis, direction, image);
            double length = norm / Dot(image, image);
            AddTo(solution, length, direction);
            AddTo(residual, -length, image);
            Apply(_transpose, residual, gradient);
            double next = Dot(gradient, gradient);
            for (int i = 0; i < direction.Length; i++) direction[i] = gradient[i] + (next / norm * direction[i]);
            norm = next;
        }

        return Dot(solution, solution);
    }

    /// <summary>
    /// λmax(G), at most a millionth too high and never too low, so that a bound that divides by it stays a bound: bisection
    /// from the largest diagonal element up to the largest row sum, in which a value λ counts as high enough only when a
    /// Cholesky factorisation proves λI − G positive definite.
    /// </summary>
    public double LargestEigenvalueBound()
    {
        const double Precision = 1e-6, RoundingMargin = 1e-12;
        BandedMatrix gram = axis.Rows <= axis.Columns ? axis.Multiply(_transpose) : _transpose.Multiply(axis);
        double low = 0, high = 0;
        for (int row = 0; row < gram.Rows; row++)
        {
            double sum = 0;
            foreach (double element in gram.Weights(row)) sum += Math.Abs(element);
            low = Math.Max(low, gram[row, row]);
            high = Math.Max(high, sum);
        }

        while (high - low > Precision * high)
        {
            double middle = (low + high) / 2;
            if (BandedCholesky.IsPositiveDefinite(gram, middle)) high = middle;
            else low = middle;
        }

        return high * (1 + RoundingMargin);
    }

    private static void AddTo(double[] sum, double factor, double[] vector)
    {
        for (int i = 0; i < sum.Length; i++) sum[i] += factor * vector[i];
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
}
