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
        double? lambda = Multiplier(window, push);
        double multiplier = lambda ?? (push > 0 ? double.PositiveInfinity : double.NegativeInfinity);
        ReadOnlySpan<double> weights = window.Weights, samples = window.Samples, least = window.Least, most = window.Most;
        Span<double> changes = window.Changes;
        for (int j = 0; j < weights.Length; j++)
            changes[j] = weights[j] == 0 ? 0 : Math.Clamp(multiplier * weights[j], least[j] - samples[j], most[j] - samples[j]);
        return lambda;
    }

    private static double? Multiplier(Window window, double push)
    {
        ReadOnlySpan<double> weights = window.Weights, samples = window.Samples, least = window.Least, most = window.Most;
        double sign = Math.Sign(push), wanted = Math.Abs(push), lambda = 0;
        int atLimit = -1;
        while (true)
        {
            double reached = 0, slope = 0;
            int count = 0;
            for (int j = 0; j < weights.Length; j++)
            {
                double weight = sign * weights[j], size = Math.Abs(weight);
                double room = weight > 0 ? most[j] - samples[j] : samples[j] - least[j];
                if (lambda * size < room)
                {
                    slope += size * size;
                }
                else
                {
                    reached += size * room;
                    count++;
                }
            }

            if (count == atLimit) return sign * lambda;
            if (slope == 0) return wanted - reached <= Slack ? sign * lambda : null;
            atLimit = count;
            lambda = Math.Max(lambda, (wanted - reached) / slope);
        }
    }
}
