using Downright.Scaling;

namespace Downright.Analysis;

/// <summary>
/// The considered pixels as the published code finds them: it attacks an all-white image so that the scaled image
/// becomes a constant grey, and takes the pixels that the attack changed. Source and target are constants, so this
/// cannot attack any picture. The attack has two stages, columns then rows, with a rounding to bytes between them.
/// </summary>
internal static class WhiteImageAttack
{
    private const double White = 255;
    private const double Grey = 100;
    private const double Epsilon = 1;

    /// <summary>Per row of source pixels the changed columns; null where there are none.</summary>
    public static ColumnSet?[] Rows(ScalingOperator op)
    {
        // After the first stage every pixel of a row has the same value, and the second stage depends on nothing else.
        double[] values = Attack(op.Left, Grey);
        Dictionary<double, ColumnSet?> sets = [];
        foreach (double value in values.Distinct())
        {
            bool[] changed = Array.ConvertAll(Attack(op.Right, value), pixel => pixel != White);
            sets[value] = changed.Contains(true) ? new ColumnSet(changed) : null;
        }

        return Array.ConvertAll(values, value => sets[value]);
    }

    /// <summary>The least change of white samples, in the sense of squares, that brings every output within 1 of a target.</summary>
    private static double[] Attack(BandedMatrix axis, double target)
    {
        var problem = new ConstantQuadraticProblem(axis, White, target, Epsilon);
        return Array.ConvertAll(problem.Solve(), change => Math.Clamp(Math.Round(White + change), 0, White));
    }
}
