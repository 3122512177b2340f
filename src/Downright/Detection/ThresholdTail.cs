namespace Downright.Detection;

/// <summary>The upper tail of benign scores (docs/methods/calibration.md).</summary>
/// <param name="images">
/// Of each image all scores, 0–1: by several scalers of a family they say little more than one, and count as one image.
/// </param>
internal sealed class ThresholdTail(IReadOnlyCollection<double[]> images)
{
    /// <summary>The rates that thresholds are given for.</summary>
    private static readonly double[] Rates = [0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005, 0.0002, 0.0001];

    /// <summary>For lower rates a fitted tail is not trusted: images have to show them.</summary>
    private const double LeastFitted = 0.001;

    /// <summary>Below this rate a threshold rests on so many images or on the fitted tail.</summary>
    private const double Rare = 0.01;
    private const int ImagesForRare = 3000;

    /// <summary>The share of scores that the tail is fitted to.</summary>
    private const double Fitted = 0.1;

    /// <summary>Of a standard normal variable, 95 % lie within.</summary>
    private const double Interval = 1.96;

    private readonly double[] _sorted = [.. images.SelectMany(scores => scores).Order()];

    /// <summary>The share of scores that are 1: nothing lies above, so that no lower rate has a threshold.</summary>
    private double Saturated => (double)_sorted.Count(score => score >= 1) / _sorted.Length;

    /// <summary>Scores an image.</summary>
    private double Each => (double)_sorted.Length / images.Count;

    /// <summary>The thresholds as those of a method, a family and a size.</summary>
    public MethodThreshold Of(string method, ScalerAlgorithm? family = null, ImageSize? size = null) =>
        new() { Method = method, Family = family, Size = size, Images = images.Count, Saturated = Saturated, Levels = Levels() };

    /// <summary>The thresholds, by falling rate.</summary>
    public IReadOnlyList<ThresholdLevel> Levels()
    {
        List<ThresholdLevel> levels = [];
        foreach (double rate in Rates.Where(rate => Saturated <= rate && (rate >= LeastFitted || !IsExtrapolated(rate))))
        {
            // A fitted tail may begin below the last score that was counted.
            ThresholdLevel level = Level(rate);
            double least = levels is [] ? 0 : levels[^1].Score;
            levels.Add(level with { Score = Math.Max(level.Score, least), High = Math.Max(level.High, least) });
        }

        return levels;
    }

    private bool IsExtrapolated(double rate) => (images.Count * rate) + 1e-9 < 1 || (rate < Rare && images.Count < ImagesForRare);

    private ThresholdLevel Level(double rate)
    {
        double n = images.Count;
        bool extrapolated = IsExtrapolated(rate);
        double spread = Interval * Math.Sqrt(n * rate * (1 - rate));
        double score = extrapolated ? Fit(rate) : At(n * rate);
        double low = extrapolated ? Fit(rate, -1) : At((n * rate) + spread), high = extrapolated || (n * rate) - spread < 1 ? Fit(rate, 1) : At((n * rate) - spread);
        return new ThresholdLevel(rate, score, Math.Min(low, score), Math.Max(high, score), extrapolated);
    }

    /// <summary>The least score that at most <paramref name="count"/> images reach on average over the scalers: halfway between the two scores that it parts.</summary>
    private double At(double count)
    {
        int above = Math.Clamp((int)((count * Each) + 1e-9), 0, _sorted.Length);
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
        double start = Logit.Of(_sorted[^(count + 1)]);
        double excess = _sorted.AsEnumerable().TakeLast(count).Average(score => Logit.Of(score) - start);
        excess *= 1 + (direction * Interval / Math.Sqrt(count / Each));
        double fitted = start + (Math.Max(excess, 0) * Math.Log((double)count / _sorted.Length / rate));
        return Logit.Back(fitted);
    }
}
