namespace Downright.Attacks.Solving;

/// <summary>
/// One output of the quadratic attack: the smallest change, in the sense of least squares, to the samples of a window
/// that brings their weighted sum to a value, with every sample kept in its range. Its memory is used again for every
/// window.
/// </summary>
/// <remarks>
/// By the Karush–Kuhn–Tucker conditions d_j = clip(λ·w_j, least_j − s_j, most_j − s_j). The sum Σ w_j·d_j grows with λ, in
/// straight pieces between the λ at which one sample after another reaches its limit, so walking those in order finds
/// the root exactly.
/// </remarks>
/// <param name="capacity">Samples of the largest window.</param>
internal sealed class ScalarProblem(int capacity)
{
    /// <summary>Shortfalls below this, in grey levels, are rounding errors of the sums.</summary>
    private const double Slack = 1e-9;

    private readonly double[] _limits = new double[capacity];
    private readonly double[] _slopes = new double[capacity];
    private readonly int[] _order = new int[capacity];

    /// <summary>Solves the problem; the best effort, every sample at its limit, where it is infeasible.</summary>
    /// <param name="window">The window; its changes are written.</param>
    /// <param name="push">By how much the weighted sum has to change; not 0.</param>
    /// <returns>The multiplier λ, with the sign of the push; null where the push cannot be reached.</returns>
    public double? Solve(Window window, double push) =>
        TryWithoutLimits(window, push, out double free) ? free : SolveWithLimits(window, push);

    /// <summary>Most windows reach no limit, and then λ = push / Σw².</summary>
    private static bool TryWithoutLimits(Window window, double push, out double lambda)
    {
        ReadOnlySpan<double> weights = window.Weights, samples = window.Samples, least = window.Least, most = window.Most;
        double slope = 0;
        foreach (double weight in weights) slope += weight * weight;
        lambda = push / slope;
        if (!double.IsFinite(lambda)) return false;
        Span<double> changes = window.Changes;
        for (int j = 0; j < weights.Length; j++)
        {
            double change = lambda * weights[j], sample = samples[j] + change;
            if (!(sample >= least[j] && sample <= most[j])) return false;
            changes[j] = change;
        }

        return true;
    }

    private double? SolveWithLimits(Window window, double push)
    {
        ReadOnlySpan<double> weights = window.Weights, samples = window.Samples, least = window.Least, most = window.Most;
        double sign = Math.Sign(push), wanted = Math.Abs(push);
        Span<double> limits = _limits.AsSpan(0, weights.Length);
        Span<int> order = _order.AsSpan(0, weights.Length);
        for (int j = 0; j < weights.Length; j++)
        {
            double weight = sign * weights[j];
            limits[j] = weight == 0 ? double.PositiveInfinity : (weight > 0 ? most[j] - samples[j] : samples[j] - least[j]) / Math.Abs(weight);
            order[j] = j;
        }

        limits.Sort(order);
        Span<double> slopes = SlopesFrom(order, weights);
        double reached = 0, last = 0;
        double? lambda = null;
        for (int next = 0; next < limits.Length && double.IsFinite(limits[next]); next++)
        {
            double root = (wanted - reached) / slopes[next];
            if (root <= limits[next])
            {
                lambda = root;
                break;
            }

            double weight = weights[order[next]];
            last = limits[next];
            reached += weight * weight * last;
        }

        if (lambda is null && wanted - reached <= Slack) lambda = last;
        Span<double> changes = window.Changes;
        double multiplier = lambda ?? double.PositiveInfinity;
        for (int j = 0; j < weights.Length; j++)
        {
            double weight = sign * weights[j];
            changes[j] = weight == 0 ? 0 : Math.Clamp(multiplier * weight, least[j] - samples[j], most[j] - samples[j]);
        }

        return sign * lambda;
    }

    /// <summary>
    /// How fast the sum grows with λ while the samples from each place of the order on are still free. Summed from the
    /// end: taking squares away from the whole would leave its rounding errors where little is left.
    /// </summary>
    private Span<double> SlopesFrom(ReadOnlySpan<int> order, ReadOnlySpan<double> weights)
    {
        Span<double> slopes = _slopes.AsSpan(0, order.Length);
        double slope = 0;
        for (int next = order.Length - 1; next >= 0; next--)
        {
            slope += weights[order[next]] * weights[order[next]];
            slopes[next] = slope;
        }

        return slopes;
    }
}
