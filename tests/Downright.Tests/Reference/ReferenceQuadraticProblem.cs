using Downright.Scaling;

namespace Downright.Tests.Reference;

/// <summary>
/// min ½‖d‖² with every output within ε of a target and every sample within 0–255, by many small proximal gradient steps
/// of the dual.
/// </summary>
internal static class ReferenceQuadraticProblem
{
    public static double[] Solve(BandedMatrix axis, double source, double target, double epsilon)
    {
        double[,] weights = DenseMatrix.Of(axis), gram = DenseMatrix.Gram(weights);
        int outputs = axis.Rows, samples = axis.Columns;
        double step = 1 / Enumerable.Range(0, outputs).Max(i => Enumerable.Range(0, outputs).Sum(j => Math.Abs(gram[i, j])));
        var multipliers = new double[outputs];
        double[] changes = Changes();
        for (int iteration = 0; iteration < 20_000; iteration++)
        {
            for (int i = 0; i < outputs; i++)
            {
                double output = 0, white = 0;
                for (int j = 0; j < samples; j++) (output, white) = (output + (weights[i, j] * changes[j]), white + (weights[i, j] * source));
                double low = target - epsilon - white, high = target + epsilon - white, moved = multipliers[i] - (step * output);
                multipliers[i] = Math.Max(0, moved + (step * low)) + Math.Min(0, moved + (step * high));
            }

            changes = Changes();
        }

        return changes;

        double[] Changes()
        {
            var sums = new double[samples];
            for (int i = 0; i < outputs; i++)
                for (int j = 0; j < samples; j++)
                    sums[j] += multipliers[i] * weights[i, j];
            return Array.ConvertAll(sums, sum => Math.Clamp(sum, -source, 255 - source));
        }
    }
}
