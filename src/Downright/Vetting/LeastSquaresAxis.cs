using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Downright.Vetting;

/// <summary>
/// Least squares on one axis: of every output the weights of its window that explain its values in all experiments best.
/// The normal equations of all outputs are blocks of one banded matrix.
/// </summary>
internal sealed class LeastSquaresAxis
{
    private readonly double[][] _seen;
    private readonly double[][] _gram;

    /// <param name="seen">Per experiment and sample, what was shown.</param>
    /// <param name="windows">The windows to solve for.</param>
    public LeastSquaresAxis(double[][] seen, AxisEstimate windows)
    {
        _seen = seen;
        int samples = windows.Samples;
        var reach = new int[samples];
        for (int output = 0; output < windows.Outputs; output++)
        {
            int end = windows.Start[output] + windows.Weights[output].Length;
            for (int sample = windows.Start[output]; sample < end; sample++) reach[sample] = Math.Max(reach[sample], end - sample);
        }

        _gram = new double[samples][];
        Parallel.For(0, samples, sample =>
        {
            var row = new double[reach[sample]];
            foreach (double[] experiment in _seen)
                if (row.Length > 0) AddScaled(row, experiment.AsSpan(sample, row.Length), experiment[sample]);
            _gram[sample] = row;
        });
    }

    /// <summary>The standard deviation of a sample's weights for values whose noise has the deviation 1, at best.</summary>
    public double[] Deviation() => Array.ConvertAll(_gram, row => row.Length == 0 ? 0 : 1 / Math.Sqrt(row[0]));

    /// <summary>Solves for all outputs.</summary>
    /// <param name="windows">The windows that the normal equations were made for.</param>
    /// <param name="values">Per output, its value in every experiment.</param>
    /// <param name="used">Per output, which experiments count.</param>
    public AxisEstimate Solve(AxisEstimate windows, double[][] values, bool[][] used)
    {
        var weights = new double[windows.Outputs][];
        Parallel.For(0, windows.Outputs, output =>
        {
            int start = windows.Start[output], length = windows.Weights[output].Length;
            var right = new double[length];
            double[][] gram = Block(start, length);
            for (int experiment = 0; experiment < _seen.Length; experiment++)
            {
                ReadOnlySpan<double> seen = _seen[experiment].AsSpan(start, length);
                if (used[output][experiment]) AddScaled(right, seen, values[output][experiment]);
                else for (int i = 0; i < length; i++) AddScaled(gram[i], seen[..(i + 1)], -seen[i]);
            }

            weights[output] = Solve(gram, right);
        });
        return windows.With(weights);
    }

    /// <summary>The lower half of the normal equations of a window.</summary>
    private double[][] Block(int start, int length)
    {
        var block = new double[length][];
        for (int i = 0; i < length; i++)
        {
            block[i] = new double[i + 1];
            for (int j = 0; j <= i; j++) block[i][j] = _gram[start + j][i - j];
        }

        return block;
    }

    /// <summary>Cholesky's factorisation, with a ridge of a millionth so that samples that no experiment tells apart share their weight.</summary>
    private static double[] Solve(double[][] gram, double[] right)
    {
        const double Ridge = 1e-6;
        int n = right.Length;
        var factor = new double[n][];
        for (int i = 0; i < n; i++)
        {
            double[] row = gram[i];
            for (int j = 0; j < i; j++) row[j] = (row[j] - Dot(row.AsSpan(0, j), factor[j].AsSpan(0, j))) / factor[j][j];
            row[i] = Math.Sqrt(Math.Max((row[i] * (1 + Ridge)) - Dot(row.AsSpan(0, i), row.AsSpan(0, i)), double.Epsilon));
            factor[i] = row;
        }

        for (int i = 0; i < n; i++) right[i] = (right[i] - Dot(factor[i].AsSpan(0, i), right.AsSpan(0, i))) / factor[i][i];
        for (int i = n - 1; i >= 0; i--)
        {
            right[i] /= factor[i][i];
            AddScaled(right.AsSpan(0, i), factor[i].AsSpan(0, i), -right[i]);
        }

        return right;
    }

    /// <summary>sum += factor · values, element by element, so that the width of vectors changes nothing.</summary>
    private static void AddScaled(Span<double> sum, ReadOnlySpan<double> values, double factor)
    {
        Span<Vector<double>> sums = MemoryMarshal.Cast<double, Vector<double>>(sum);
        ReadOnlySpan<Vector<double>> wide = MemoryMarshal.Cast<double, Vector<double>>(values);
        var factors = new Vector<double>(factor);
        for (int i = 0; i < sums.Length; i++) sums[i] += wide[i] * factors;
        for (int i = sums.Length * Vector<double>.Count; i < sum.Length; i++) sum[i] += values[i] * factor;
    }

    /// <summary>Eight partial sums, always added in the same order, so that the width of vectors changes nothing.</summary>
    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ReadOnlySpan<Vector512<double>> wideA = MemoryMarshal.Cast<double, Vector512<double>>(a), wideB = MemoryMarshal.Cast<double, Vector512<double>>(b);
        Vector512<double> sums = Vector512<double>.Zero;
        for (int i = 0; i < wideA.Length; i++) sums += wideA[i] * wideB[i];
        double sum = 0;
        for (int i = 0; i < Vector512<double>.Count; i++) sum += sums[i];
        for (int i = wideA.Length * Vector512<double>.Count; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
