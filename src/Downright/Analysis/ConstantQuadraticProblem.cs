using Downright.Scaling;

namespace Downright.Analysis;

/// <summary>
/// min ½‖d‖² subject to |wᵢ·(s + d) − t| ≤ ε for every output i and 0 ≤ s + d ≤ 255, for one axis with a constant source s
/// and a constant target t (Quiring et al. 2020, equation 4, in one dimension).
/// </summary>
/// <param name="axis">A row of weights wᵢ per output.</param>
/// <param name="source">s, 0–255.</param>
/// <param name="target">t, 0–255.</param>
/// <param name="epsilon">ε.</param>
internal sealed class ConstantQuadraticProblem(BandedMatrix axis, double source, double target, double epsilon)
{
    private readonly double _least = -source;
    private readonly double _most = 255 - source;
    private readonly double[] _breakpoints = new double[2 * axis.MaxTaps];

    /// <summary>
    /// Solves the dual by coordinate ascent: d = clip(Σ λᵢwᵢ), and one λᵢ at a time moves to the exact root of its own
    /// constraint. Where no source sample feeds two outputs, one sweep is exact.
    /// </summary>
    /// <returns>d. Where the constraints contradict each other, what the last sweep reached.</returns>
    public double[] Solve()
    {
        const int MaxSweeps = 2_000;
        const double Precision = 1e-7;
        var multipliers = new double[axis.Rows];
        var sums = new double[axis.Columns];
        double moved = double.PositiveInfinity;
        for (int sweep = 0; sweep < MaxSweeps && moved > Precision; sweep++)
        {
            moved = 0;
            for (int output = 0; output < axis.Rows; output++)
            {
                ReadOnlySpan<double> weights = axis.Weights(output);
                Span<double> fed = sums.AsSpan(axis.First(output), weights.Length);
                double step = Step(weights, fed, multipliers[output]);
                multipliers[output] += step;
                for (int tap = 0; tap < fed.Length; tap++)
                {
                    fed[tap] += step * weights[tap];
                    moved = Math.Max(moved, Math.Abs(step * weights[tap]));
                }
            }
        }

        return Array.ConvertAll(sums, Clip);
    }

    /// <summary>How far one multiplier moves: to 0 where its constraint is slack without it, else to the constraint's nearer edge.</summary>
    private double Step(ReadOnlySpan<double> weights, ReadOnlySpan<double> sums, double multiplier)
    {
        double gain = 0;
        foreach (double weight in weights) gain += weight;
        double low = target - epsilon - (gain * source), high = target + epsilon - (gain * source);
        double without = Pushed(weights, sums, -multiplier);
        if (without < low) return Root(weights, sums, low);
        return without > high ? Root(weights, sums, high) : -multiplier;
    }

    /// <summary>The step at which the output is pushed by exactly <paramref name="goal"/>, or as far as it can be.</summary>
    private double Root(ReadOnlySpan<double> weights, ReadOnlySpan<double> sums, double goal)
    {
        // The push is piecewise linear and never falls; it bends where a sample meets a bound.
        int count = 0;
        for (int tap = 0; tap < weights.Length; tap++)
        {
            if (weights[tap] == 0) continue;
            _breakpoints[count++] = (_least - sums[tap]) / weights[tap];
            _breakpoints[count++] = (_most - sums[tap]) / weights[tap];
        }

        Span<double> bends = _breakpoints.AsSpan(0, count);
        bends.Sort();
        int below = 0, above = count - 1;
        if (count == 0 || Pushed(weights, sums, bends[below]) >= goal) return count == 0 ? 0 : bends[below];
        if (Pushed(weights, sums, bends[above]) <= goal) return bends[above];
        while (above - below > 1)
        {
            int middle = (below + above) / 2;
            if (Pushed(weights, sums, bends[middle]) < goal) below = middle;
            else above = middle;
        }

        double from = Pushed(weights, sums, bends[below]), to = Pushed(weights, sums, bends[above]);
        return bends[below] + ((goal - from) / (to - from) * (bends[above] - bends[below]));
    }

    private double Pushed(ReadOnlySpan<double> weights, ReadOnlySpan<double> sums, double step)
    {
        double pushed = 0;
        for (int tap = 0; tap < weights.Length; tap++) pushed += weights[tap] * Clip(sums[tap] + (step * weights[tap]));
        return pushed;
    }

    private double Clip(double change) => Math.Clamp(change, _least, _most);
}
