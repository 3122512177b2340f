using System.Numerics;
using System.Runtime.Intrinsics;

namespace Downright.Attacks.Solving;

/// <summary>
/// One output of the quadratic attack: the smallest change, in the sense of least squares, to the samples of a window
/// that brings their weighted sum to a value, with every sample kept in its range.
/// </summary>
/// <remarks>
/// By the Karush–Kuhn–Tucker conditions d_j = clip(λ·w_j, least_j − s_j, most_j − s_j). The sum Σ w_j·d_j grows with λ in
/// straight pieces, each flatter than the one before, since ever more samples are at their limit. So Newton's method
/// from λ = 0 never goes too far, gains at least one sample a step, and ends on the very piece that has the root.
/// </remarks>
internal static class ScalarProblem
{
    /// <summary>Shortfalls below this, in grey levels, are rounding errors of the sums.</summary>
    private const double Slack = 1e-9;

    /// <summary>Solves the problem; the best effort, every sample at its limit, where it is infeasible.</summary>
    /// <param name="window">The window; its changes are written.</param>
    /// <param name="push">By how much the weighted sum has to change; not 0.</param>
    /// <returns>The multiplier λ, with the sign of the push; null where the push cannot be reached.</returns>
    public static double? Solve(Window window, double push)
    {
        Span<Vector256<double>> sizes = Window.Vectors(window.PaddedSizes), rooms = Window.Vectors(window.PaddedRooms);
        ReadOnlySpan<Vector256<double>> weights = Window.Vectors(window.PaddedWeights), samples = Window.Vectors(window.PaddedSamples);
        ReadOnlySpan<Vector256<double>> least = Window.Vectors(window.PaddedLeast), most = Window.Vectors(window.PaddedMost);
        Vector256<double> sign = Vector256.Create((double)Math.Sign(push));
        for (int j = 0; j < weights.Length; j++)
        {
            Vector256<double> rises = Vector256.GreaterThan(weights[j] * sign, Vector256<double>.Zero);
            sizes[j] = Vector256.Abs(weights[j]);
            rooms[j] = Vector256.ConditionalSelect(rises, most[j] - samples[j], samples[j] - least[j]);
        }

        double? size = Multiplier(sizes, rooms, Math.Abs(push));
        Vector256<double> multiplier = Vector256.Create(size ?? double.MaxValue);
        Span<Vector256<double>> changes = Window.Vectors(window.PaddedChanges);
        for (int j = 0; j < changes.Length; j++)
        {
            Vector256<double> change = Vector256.Min(multiplier * sizes[j], rooms[j]);
            changes[j] = Vector256.ConditionalSelect(Vector256.LessThan(weights[j] * sign, Vector256<double>.Zero), -change, change);
        }

        return size * Math.Sign(push);
    }

    /// <summary>|λ|, from |w_j| and how far each sample may go.</summary>
    private static double? Multiplier(ReadOnlySpan<Vector256<double>> sizes, ReadOnlySpan<Vector256<double>> rooms, double wanted)
    {
        double lambda = 0;
        int atLimit = -1;
        while (true)
        {
            Vector256<double> reached = default, slope = default;
            int count = 0;
            for (int j = 0; j < sizes.Length; j++)
            {
                Vector256<double> size = sizes[j], free = Vector256.LessThan(lambda * size, rooms[j]);
                slope += size * size & free;
                reached += Vector256.AndNot(size * rooms[j], free);
                count += BitOperations.PopCount(~free.ExtractMostSignificantBits() & 0xF);
            }

            double limits = Vector256.Sum(reached), slopes = Vector256.Sum(slope);
            if (count == atLimit) return lambda;
            if (slopes == 0) return wanted - limits <= Slack ? lambda : null;
            atLimit = count;
            lambda = Math.Max(lambda, (wanted - limits) / slopes);
        }
    }
}
