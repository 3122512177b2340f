using Downright.Scaling;

namespace Downright.Vetting;

/// <summary>The |w| of one output's taps along one axis, largest first, and their running sums.</summary>
internal sealed class SortedTaps
{
    private readonly double[] _weights;
    private readonly double[] _sums;

    private SortedTaps(ReadOnlySpan<double> taps)
    {
        _weights = new double[taps.Length];
        for (int i = 0; i < taps.Length; i++) _weights[i] = Math.Abs(taps[i]);
        Array.Sort(_weights);
        Array.Reverse(_weights);
        _sums = new double[taps.Length + 1];
        for (int i = 0; i < taps.Length; i++) _sums[i + 1] = _sums[i] + _weights[i];
    }

    /// <summary>The taps of every output of an axis.</summary>
    public static SortedTaps[] Of(BandedMatrix axis)
    {
        var taps = new SortedTaps[axis.Rows];
        for (int row = 0; row < taps.Length; row++) taps[row] = new SortedTaps(axis.Weights(row));
        return taps;
    }

    /// <summary>
    /// The fewest of the products of a row tap and a column tap that sum to an amount, or a little less than that number:
    /// bisection on the smallest product taken, with all larger ones counted by one walk along both lists.
    /// </summary>
    /// <returns>At least 0; all products where even they do not suffice.</returns>
    public static long FewestToReach(SortedTaps rows, SortedTaps columns, double amount)
    {
        const int Steps = 30;
        if (rows._weights.Length == 0 || columns._weights.Length == 0) return 0;
        if (rows._sums[^1] * columns._sums[^1] < amount) return (long)rows._weights.Length * columns._weights.Length;

        // Products of at least `above` do not reach the amount, so that more of less than it are needed.
        double above = rows._weights[0] * columns._weights[0] * (1 + 1e-9), below = 0;
        (long Count, double Sum) taken = (0, 0);
        for (int step = 0; step < Steps && above - below > 1e-9 * above; step++)
        {
            double middle = (above + below) / 2;
            var tried = Above(rows, columns, middle);
            if (tried.Sum < amount) (above, taken) = (middle, tried);
            else below = middle;
        }

        return taken.Count + (long)Math.Ceiling(((amount - taken.Sum) / above) - 1e-9);
    }

    private static (long Count, double Sum) Above(SortedTaps rows, SortedTaps columns, double least)
    {
        long count = 0;
        double sum = 0;
        int included = columns._weights.Length;
        foreach (double weight in rows._weights)
        {
            while (included > 0 && weight * columns._weights[included - 1] < least) included--;
            if (included == 0) break;
            count += included;
            sum += weight * columns._sums[included];
        }

        return (count, sum);
    }
}
