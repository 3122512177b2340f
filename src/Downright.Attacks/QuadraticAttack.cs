using Downright.Scaling;

namespace Downright.Attacks;

/// <summary>
/// The quadratic attack in its strong variant: the least change to the source image, ‖Δ‖₂, whose scaled image is
/// within ε of the target image (Xiao et al. 2019, Quiring et al. 2020; docs/methods/quadratic-attack.md).
/// </summary>
public static class QuadraticAttack
{
    /// <summary>Crafts the attack image on the two-dimensional problem, exactly, one output and channel at a time.</summary>
    /// <param name="op">A scaling operator in which no source pixel feeds two outputs.</param>
    /// <param name="source">The image that a person is to see, of the operator's source size, without alpha.</param>
    /// <param name="target">The image that the model is to see, of the operator's target size and the source image's format.</param>
    /// <param name="epsilon">How far the operator's output may be from the target image, 0–255 grey levels.</param>
    /// <returns>The attack image; infeasible outputs carry the best effort and are counted.</returns>
    /// <exception cref="ArgumentException">The operator's windows overlap, or the images do not fit it.</exception>
    /// <exception cref="ArgumentOutOfRangeException">ε is not between 0 and 255.</exception>
    public static AttackResult Craft(ScalingOperator op, PixelImage<byte> source, PixelImage<byte> target, double epsilon = 1)
    {
        AttackProblem.ThrowIfImagesDoNotFit(op, source, target);
        if (epsilon is not (>= 0 and <= 255))
            throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, "Epsilon lies between 0 and 255 grey levels.");
        AttackProblem.ThrowIfWindowsOverlap(op);

        byte[] attack = source.ToArray();
        var outcomes = new Outcome[target.Height];
        Parallel.For(
            0,
            target.Height,
            () => new Worker(op, source, target, epsilon, attack),
            (y, _, worker) =>
            {
                outcomes[y] = worker.SolveRow(y);
                return worker;
            },
            _ => { });

        // Summed row by row, so that the number of threads changes nothing.
        Outcome total = outcomes.Aggregate(Outcome.Add);
        return new AttackResult("quadratic", op.Name, epsilon, new PixelImage<byte>(attack, source.Size, source.Format), target)
        {
            Primal = total.Squared / 2,
            InfeasibleOutputs = total.Infeasible,
            LargestError = total.LargestError,
        };
    }

    private readonly record struct Outcome(double Squared, int Infeasible, double LargestError)
    {
        public static Outcome Add(Outcome a, Outcome b) =>
            new(a.Squared + b.Squared, a.Infeasible + b.Infeasible, Math.Max(a.LargestError, b.LargestError));
    }

    /// <summary>Solves rows of outputs, one after another, in the same memory.</summary>
    private sealed class Worker(ScalingOperator op, PixelImage<byte> source, PixelImage<byte> target, double epsilon, byte[] attack)
    {
        private readonly double[] _weights = new double[op.Left.MaxTaps * op.Right.MaxTaps];
        private readonly double[] _samples = new double[op.Left.MaxTaps * op.Right.MaxTaps];
        private readonly double[] _changes = new double[op.Left.MaxTaps * op.Right.MaxTaps];
        private readonly ScalarProblem _problem = new(op.Left.MaxTaps * op.Right.MaxTaps);

        public Outcome SolveRow(int y)
        {
            Outcome row = default;
            for (int x = 0; x < target.Width; x++)
            {
                for (int channel = 0; channel < target.Channels; channel++) row = Outcome.Add(row, Solve(x, y, channel));
            }

            return row;
        }

        private Outcome Solve(int x, int y, int channel)
        {
            int count = op.Left.Taps(y) * op.Right.Taps(x);
            Span<double> weights = _weights.AsSpan(0, count), samples = _samples.AsSpan(0, count), changes = _changes.AsSpan(0, count);
            double output = Gather(x, y, channel, weights, samples);
            double wanted = target.Row(y)[(x * target.Channels) + channel];
            double push = Math.Clamp(output, wanted - epsilon, wanted + epsilon) - output;
            if (push == 0) return new Outcome(0, 0, Math.Abs(output - wanted));

            bool feasible = _problem.Solve(weights, samples, push, changes);
            double squared = 0;
            for (int j = 0; j < count; j++)
            {
                squared += changes[j] * changes[j];
                samples[j] += changes[j];
            }

            double error = ByteRounding.Round(weights, samples, wanted, epsilon);
            Scatter(x, y, channel, weights, samples);
            return new Outcome(squared, feasible ? 0 : 1, Math.Abs(error));
        }

        /// <summary>Weights and source samples of the window of an output; returns the output.</summary>
        private double Gather(int x, int y, int channel, Span<double> weights, Span<double> samples)
        {
            ReadOnlySpan<double> vertical = op.Left.Weights(y), horizontal = op.Right.Weights(x);
            double output = 0;
            int j = 0;
            for (int v = 0; v < vertical.Length; v++)
            {
                ReadOnlySpan<byte> row = source.Row(op.Left.First(y) + v);
                for (int h = 0; h < horizontal.Length; h++, j++)
                {
                    weights[j] = vertical[v] * horizontal[h];
                    samples[j] = row[((op.Right.First(x) + h) * source.Channels) + channel];
                    output += weights[j] * samples[j];
                }
            }

            return output;
        }

        /// <summary>Writes the window back. A sample without weight may belong to another output.</summary>
        private void Scatter(int x, int y, int channel, ReadOnlySpan<double> weights, ReadOnlySpan<double> samples)
        {
            int width = op.Right.Taps(x);
            for (int j = 0; j < samples.Length; j++)
            {
                if (weights[j] == 0) continue;
                int row = op.Left.First(y) + (j / width), column = op.Right.First(x) + (j % width);
                attack[(((row * source.Width) + column) * source.Channels) + channel] = (byte)samples[j];
            }
        }
    }
}
