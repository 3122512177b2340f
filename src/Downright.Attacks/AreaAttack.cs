using Downright.Attacks.Solving;
using Downright.Scaling;

namespace Downright.Attacks;

/// <summary>
/// Attacks on area scaling (Quiring et al. 2020, section 5.3; docs/methods/area-attacks.md). All succeed, and all show: an
/// even average can only be moved by changing a large part of the image.
/// </summary>
public static class AreaAttack
{
    /// <summary>Crafts the attack image.</summary>
    /// <param name="op">A scaling operator that averages over cells, at whole or fractional ratios.</param>
    /// <param name="source">The image that a person is to see, of the operator's source size, without alpha.</param>
    /// <param name="target">The image that the model is to see, of the operator's target size and the source image's format.</param>
    /// <param name="norm">What is kept small.</param>
    /// <param name="options">ε, in grey levels of a cell's mean, and the details; null for the defaults.</param>
    /// <param name="progress">Told how much of one ε's problem is done, 0–1.</param>
    /// <param name="cancellation">Stops within a pass over the image.</param>
    /// <returns>The attack image; its <see cref="AttackResult.Optimality"/> is of the norm chosen.</returns>
    /// <exception cref="ArgumentException">The images or the mask do not fit the operator, or two steps are asked for.</exception>
    public static AttackResult Craft(
        ScalingOperator op,
        PixelImage<byte> source,
        PixelImage<byte> target,
        AreaNorm norm,
        QuadraticOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        options ??= new();
        QuadraticProblem problem = QuadraticProblem.Of(op, source, target, options, cancellation);
        if (options.Steps == AttackSteps.Two) throw new ArgumentException("The area attacks take both axes jointly.", nameof(options));
        return norm switch
        {
            AreaNorm.L2 => QuadraticAttack.Craft("area-l2", problem, options, progress),
            AreaNorm.L1 or AreaNorm.L0 when !problem.IsDisjoint => QuadraticAttack.Craft(norm == AreaNorm.L1 ? "area-l1" : "area-l0", problem with { Norm = norm }, options, progress),
            AreaNorm.L1 => LeastSum(QuadraticAttack.Craft("area-l1", problem, options, progress), op),
            AreaNorm.L0 => LeastCount(problem, options),
            _ => throw new ArgumentOutOfRangeException(nameof(norm), norm, "The norm is L0, L1 or L2."),
        };
    }

    /// <summary>
    /// Where no pixel feeds two outputs, the same image as for L2: filling all pixels of a cell alike is best in both norms.
    /// No attack does with less than the missing output over the largest weight that any pixel has, which proves it.
    /// </summary>
    private static AttackResult LeastSum(AttackResult attack, ScalingOperator op)
    {
        double missing = RealOutput.TotalExcess(op, attack.Source, attack.Target, attack.Epsilon);
        double bound = missing / (LargestColumn(op.Left) * LargestColumn(op.Right));
        Optimality? optimality = attack.Optimality is { } o ? new Optimality(attack.AbsoluteChange, bound, o.MaxViolation) : null;
        return attack.As("area-l1", optimality);
    }

    /// <summary>The largest sum of |w| of any source sample over the outputs that it feeds.</summary>
    private static double LargestColumn(BandedMatrix axis)
    {
        var sums = new double[axis.Columns];
        for (int output = 0; output < axis.Rows; output++)
        {
            ReadOnlySpan<double> weights = axis.Weights(output);
            for (int tap = 0; tap < weights.Length; tap++) sums[axis.First(output) + tap] += Math.Abs(weights[tap]);
        }

        return sums.Max();
    }

    private static AttackResult LeastCount(QuadraticProblem problem, QuadraticOptions options)
    {
        AttackResult? result = null;
        foreach (double epsilon in options.Epsilons)
        {
            var count = new FewestPixels(problem, epsilon);
            byte[] attack = count.Solve();
            if (options.Scaler is { } scaler) attack = new ByteRepair(problem, scaler, epsilon).Repair(attack, restores: count.Infeasible == 0);
            result = new AttackResult("area-l0", problem.Operator, epsilon, problem.Source, attack, problem.Target)
            {
                Primal = Analysis.ImageMetrics.MeanSquaredError(problem.Source, new(attack, problem.Source.Size, problem.Source.Format)) * attack.Length / 2,
                Optimality = count.Infeasible == 0 ? new Optimality(count.Changed, count.Changed, 0) : null,
                InfeasibleOutputs = count.Infeasible,
            };
            if (count.Infeasible == 0) break;
        }

        return result!;
    }
}

/// <summary>What an area attack keeps small.</summary>
public enum AreaNorm
{
    /// <summary>The number of samples that change.</summary>
    L0,

    /// <summary>The sum of all changes.</summary>
    L1,

    /// <summary>The sum of the squares of all changes.</summary>
    L2,
}
