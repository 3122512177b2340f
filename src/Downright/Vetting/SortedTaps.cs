using Downright.Scaling;

namespace Downright.Vetting;

/// <summary>The |w| of one output's taps along one axis, largest first, and their running sums.</summary>
internal sealed class SortedTaps
{
    private readonly double[] _weights;
    private readonly double[] _sums;

    private SortedTaps(double[] weights, double total, int mostFed)
    {
        _weights = weights;
        Total = total;
        MostFed = mostFed;
        _sums = new double[weights.Length + 1];
        for (int i = 0; i < weights.Length; i++) _sums[i + 1] = _sums[i] + weights[i];
    }

    /// <summary>Σ|w| of all taps.</summary>
    public double Total { get; }

    /// <summary>Σ|w| of the taps kept.</summary>
    public double Kept => _sums[^1];

    /// <summary>The most outputs that any sample of the kept taps feeds by a kept tap.</summary>
    public int MostFed { get; }

    /// <summary>The taps of every output of an axis.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="share">Taps of less than this share of their output's largest are not kept.</param>
    public static SortedTaps[] Of(BandedMatrix axis, double share)
    {
        var kept = new double[axis.Rows][];
        var fed = new int[axis.Columns];
        for (int row = 0; row < axis.Rows; row++)
        {
            kept[row] = [.. axis.Weights(row)];
            double largest = kept[row].Length == 0 ? 0 : kept[row].Max(Math.Abs);
            for (int tap = 0; tap < kept[row].Length; tap++)
            {
                double weight = Math.Abs(kept[row][tap]);
                kept[row][tap] = weight >= share * largest ? weight : 0;
                if (kept[row][tap] > 0) fed[axis.First(row) + tap]++;
            }
        }

        var taps = new SortedTaps[axis.Rows];
        for (int row = 0; row < taps.Length; row++)
        {
            int first = axis.First(row), mostFed = 0;
            for (int tap = 0; tap < kept[row].Length; tap++)
                if (kept[row][tap] > 0) mostFed = Math.Max(mostFed, fed[first + tap]);
            double total = 0;
            foreach (double weight in axis.Weights(row)) total += Math.Abs(weight);
            taps[row] = new SortedTaps([.. kept[row].Where(w => w > 0).OrderDescending()], total, mostFed);
        }

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
