namespace Downright.Detection;

/// <summary>The upper tail of benign scores (docs/methods/calibration.md).</summary>
/// <param name="scores">All scores, 0–1.</param>
internal sealed class ThresholdTail(IEnumerable<double> scores)
{
    /// <summary>The rates that thresholds are given for.</summary>
    private static readonly double[] Rates = [0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001];

    /// <summary>Below this rate a threshold rests on so many images or on the fitted tail.</summary>
    private const double Rare = 0.01;
    private const int ImagesForRare = 3000;

    /// <summary>The share of scores that the tail is fitted to.</summary>
    private const double Fitted = 0.1;

    /// <summary>Of a standard normal variable, 95 % lie within.</summary>
    private const double Interval = 1.96;

    private readonly double[] _sorted = [.. scores.Order()];

    /// <summary>The thresholds, by falling rate.</summary>
    public IReadOnlyList<ThresholdLevel> Levels()
    {
        List<ThresholdLevel> levels = [];
        foreach (double rate in Rates)
        {
            // A fitted tail may begin below the last score that was counted.
            ThresholdLevel level = Level(rate);
            double least = levels is [] ? 0 : levels[^1].Score;
            levels.Add(level with { Score = Math.Max(level.Score, least), High = Math.Max(level.High, least) });
        }

        return levels;
    }

    private ThresholdLevel Level(double rate)
    {
        int n = _sorted.Length;
        bool extrapolated = (n * rate) + 1e-9 < 1 || (rate < Rare && n < ImagesForRare);
        double spread = Interval * Math.Sqrt(n * rate * (1 - rate));
        double score = extrapolated ? Fit(rate) : At(n * rate);
        double low = extrapolated ? Fit(rate, -1) : At((n * rate) + spread), high = extrapolated || (n * rate) - spread < 1 ? Fit(rate, 1) : At((n * rate) - spread);
        return new ThresholdLevel(rate, score, Math.Min(low, score), Math.Max(high, score), extrapolated);
    }

    /// <summary>The least score that at most <paramref name="count"/> images reach: halfway between the two scores that it parts.</summary>
    private double At(double count)
    {
        int above = Math.Clamp((int)(count + 1e-9), 0, _sorted.Length);
        if (above == _sorted.Length) return _sorted[0];
        double below = _sorted[^(above + 1)];

        // Equal scores cannot be parted: the next larger one is meant.
        int next = Array.FindIndex(_sorted, _sorted.Length - above, score => score > below);
        return next < 0 ? Math.Min(Math.BitIncrement(below), 1) : (below + _sorted[next]) / 2;
    }

    /// <summary>
    /// An exponential tail of the scores' logits, the logarithm of raw values for most methods: a Pareto tail of these,
    /// which is rather too long than too short.
    /// </summary>
    private double Fit(double rate, int direction = 0)
    {
        int count = Math.Max(2, (int)(_sorted.Length * Fitted));
        if (_sorted.Length <= count) return _sorted[^1];
        double start = Logit(_sorted[^(count + 1)]);
        double excess = _sorted.AsEnumerable().TakeLast(count).Average(score => Logit(score) - start);
        excess *= 1 + (direction * Interval / Math.Sqrt(count));
        double fitted = start + (Math.Max(excess, 0) * Math.Log((double)count / _sorted.Length / rate));
        return 1 / (1 + Math.Exp(-fitted));
    }

    private static double Logit(double score)
    {
        const double Least = 1e-9;
        double inside = Math.Clamp(score, Least, 1 - Least);
        return Math.Log(inside / (1 - inside));
    }
}
