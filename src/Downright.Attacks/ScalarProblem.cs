namespace Downright.Attacks;

/// <summary>
/// One output of the quadratic attack: the smallest change, in the sense of least squares, to the samples of a window
/// that brings their weighted sum to a value, with every sample kept between 0 and 255. Its memory is used again for
/// every window.
/// </summary>
/// <remarks>
/// By the Karush–Kuhn–Tucker conditions d_j = clip(λ·w_j, −s_j, 255 − s_j). The sum Σ w_j·d_j grows with λ, in straight
/// pieces between the λ at which one sample after another reaches its limit, so walking those in order finds the root
/// exactly.
/// </remarks>
/// <param name="capacity">Samples of the largest window.</param>
internal sealed class ScalarProblem(int capacity)
{
    /// <summary>Shortfalls below this, in grey levels, are rounding errors of the sums.</summary>
    private const double Slack = 1e-9;

    private readonly double[] _limits = new double[capacity];
    private readonly double[] _slopes = new double[capacity];
    private readonly int[] _order = new int[capacity];

    /// <summary>Solves the problem.</summary>
    /// <param name="weights">The weight of each sample.</param>
    /// <param name="samples">The samples, 0–255.</param>
    /// <param name="push">By how much the weighted sum has to change; not 0.</param>
    /// <param name="changes">Where the change of each sample goes; the best effort where it is infeasible.</param>
    /// <returns>Whether the push can be reached.</returns>
    public bool Solve(ReadOnlySpan<double> weights, ReadOnlySpan<double> samples, double push, Span<double> changes)
    {
        double sign = Math.Sign(push), wanted = Math.Abs(push);
        Span<double> limits = _limits.AsSpan(0, weights.Length);
        Span<int> order = _order.AsSpan(0, weights.Length);
        for (int j = 0; j < weights.Length; j++)
        {
            double weight = sign * weights[j];
            limits[j] = weight == 0 ? double.PositiveInfinity : (weight > 0 ? 255 - samples[j] : samples[j]) / Math.Abs(weight);
            order[j] = j;
        }

        limits.Sort(order);
        Span<double> slopes = SlopesFrom(order, weights);
        double reached = 0, lambda = double.PositiveInfinity;
        for (int next = 0; next < limits.Length && double.IsFinite(limits[next]); next++)
        {
            double root = (wanted - reached) / slopes[next];
            if (root <= limits[next])
            {
                lambda = root;
                break;
            }

            double weight = weights[order[next]];
            reached += weight * weight * limits[next];
        }

        for (int j = 0; j < weights.Length; j++)
        {
            double weight = sign * weights[j];
            changes[j] = weight == 0 ? 0 : Math.Clamp(lambda * weight, -samples[j], 255 - samples[j]);
        }

        return double.IsFinite(lambda) || wanted - reached <= Slack;
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
