using Downright.Scaling;

namespace Downright.Tests.Reference;

/// <summary>
/// One channel of the quadratic attack with dense matrices: min ½‖x − s‖² subject to |Ax − t| ≤ ε, least ≤ x ≤ most. Slow first-order
/// methods with very many steps, for small problems.
/// </summary>
internal sealed class ReferenceAttackProblem
{
    private const int MaxSteps = 40_000;

    public ReferenceAttackProblem(ScalingOperator op, double[] source, double[] target, double epsilon, double[]? least = null, double[]? most = null)
    {
        Source = source;
        Target = target;
        Epsilon = epsilon;
        Least = least ?? new double[source.Length];
        Most = most ?? [.. source.Select(_ => 255.0)];
        Matrix = new double[target.Length][];
        int width = op.SourceSize.Width;
        for (int i = 0; i < target.Length; i++)
        {
            int y = i / op.TargetSize.Width, x = i % op.TargetSize.Width;
            Matrix[i] = [.. Enumerable.Range(0, source.Length).Select(j => op.Left[y, j / width] * op.Right[x, j % width])];
        }
    }

    public double[][] Matrix { get; }

    public double[] Source { get; }

    public double[] Target { get; }

    public double Epsilon { get; }

    public double[] Least { get; }

    public double[] Most { get; }

    /// <summary>
    /// The smallest ‖violation‖₂ of any allowed x, by accelerated projected gradients on half its square, and the largest
    /// violation there.
    /// </summary>
    public (double Norm, double Largest) LeastViolation()
    {
        double step = 1 / Lipschitz();
        double[] x = [.. Source], ahead = [.. Source];
        double momentum = 1;
        for (int n = 0; n < MaxSteps; n++)
        {
            double[] gradient = Transposed(Violation(Times(ahead)));
            double[] next = [.. ahead.Select((v, j) => Math.Clamp(v + (step * gradient[j]), Least[j], Most[j]))];
            double following = (1 + Math.Sqrt(1 + (4 * momentum * momentum))) / 2, turned = 0, moved = 0;
            for (int j = 0; j < next.Length; j++)
            {
                turned += (ahead[j] - next[j]) * (next[j] - x[j]);
                moved = Math.Max(moved, Math.Abs(next[j] - x[j]));
            }

            if (turned > 0) following = 1;
            double carry = turned > 0 ? 0 : (momentum - 1) / following;
            ahead = [.. next.Select((v, j) => v + (carry * (v - x[j])))];
            (x, momentum) = (next, following);
            if (moved < 1e-11) break;
        }

        double[] violation = Violation(Times(x));
        return (Math.Sqrt(violation.Sum(v => v * v)), violation.Max(Math.Abs));
    }

    /// <summary>½‖x − s‖² at the solution, by accelerated proximal gradients on the dual.</summary>
    public double Primal()
    {
        double step = 1 / Lipschitz();
        double[] multipliers = new double[Target.Length], ahead = new double[Target.Length];
        double momentum = 1, best = 0;
        for (int n = 0; n < MaxSteps; n++)
        {
            double[] outputs = Times(Pixels(ahead));
            double[] next = [.. ahead.Select((v, i) =>
            {
                double wish = v + (step * (Target[i] - outputs[i]));
                return wish - Math.Clamp(wish, -step * Epsilon, step * Epsilon);
            })];
            double following = (1 + Math.Sqrt(1 + (4 * momentum * momentum))) / 2, turned = 0, moved = 0;
            for (int i = 0; i < next.Length; i++)
            {
                turned += (ahead[i] - next[i]) * (next[i] - multipliers[i]);
                moved = Math.Max(moved, Math.Abs(next[i] - multipliers[i]) / step);
            }

            if (turned > 0) following = 1;
            double carry = turned > 0 ? 0 : (momentum - 1) / following;
            ahead = [.. next.Select((v, i) => v + (carry * (v - multipliers[i])))];
            (multipliers, momentum) = (next, following);
            if (moved < 1e-9) break;
        }

        best = Pixels(multipliers).Zip(Source, (x, s) => (x - s) * (x - s)).Sum() / 2;
        return best;
    }

    /// <summary>⟨v, t⟩ − ε‖v‖₁ − max ⟨v, Ax⟩ over the allowed x, relative to ‖v‖₁: how much every x misses by.</summary>
    public double Margin(ReadOnlySpan<double> ray)
    {
        double[] v = ray.ToArray(), z = Transposed(v);
        double reach = z.Select((value, j) => Math.Max(value * Least[j], value * Most[j])).Sum();
        double norm = v.Sum(Math.Abs);
        return (v.Zip(Target, (a, b) => a * b).Sum() - (Epsilon * norm) - reach) / norm;
    }

    private double[] Pixels(double[] multipliers) =>
        [.. Transposed(multipliers).Select((z, j) => Math.Clamp(Source[j] + z, Least[j], Most[j]))];

    private double[] Violation(double[] outputs) =>
        [.. Target.Select((t, i) => t - outputs[i] - Math.Clamp(t - outputs[i], -Epsilon, Epsilon))];

    private double[] Times(double[] x)
    {
        var result = new double[Target.Length];
        for (int i = 0; i < result.Length; i++)
        {
            double[] row = Matrix[i];
            for (int j = 0; j < row.Length; j++) result[i] += row[j] * x[j];
        }

        return result;
    }

    private double[] Transposed(double[] v)
    {
        var result = new double[Source.Length];
        for (int i = 0; i < v.Length; i++)
        {
            double[] row = Matrix[i];
            for (int j = 0; j < row.Length; j++) result[j] += row[j] * v[i];
        }

        return result;
    }

    /// <summary>An upper bound of the largest eigenvalue of AAᵀ: its largest sum of absolute values in a row.</summary>
    private double Lipschitz() =>
        Matrix.Max(a => Matrix.Sum(b => Math.Abs(a.Zip(b, (p, q) => p * q).Sum())));
}
