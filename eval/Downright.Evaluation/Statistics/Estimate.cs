using System.Globalization;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;
using MathNet.Numerics.Statistics;

namespace Downright.Evaluation.Statistics;

/// <summary>
/// A mean with its 95 % interval by bootstrap over sources, since pairs that share a source are no independent trials. Where all
/// resamples of a share agree, the interval is that of Clopper and Pearson (Biometrika 1934) for as many trials as there are sources.
/// </summary>
/// <param name="Mean">The mean; NaN without values.</param>
/// <param name="Low">The lower end; the mean itself where there is no interval, as from one source.</param>
/// <param name="High">The upper end.</param>
/// <param name="Count">The number of values.</param>
/// <param name="Sources">The number of distinct sources.</param>
internal sealed record Estimate(double Mean, double Low, double High, int Count, int Sources)
{
    private const int Resamples = 1000;
    private const int Seed = 2020;
    private const double Tail = 0.025;

    /// <summary>How the intervals are made, for readers.</summary>
    public const string Intervals = "Intervals are 95 %, by bootstrap over sources, since pairs that share a source are no independent trials; where all of a share agree (0 or 100 %), by Clopper and Pearson for as many trials as there are distinct sources. A mean of one source has none.";

    /// <summary>Estimates the mean of values.</summary>
    public static Estimate Of(IEnumerable<(int Source, double Value)> values)
    {
        double[][] clusters = [.. values.GroupBy(v => v.Source, v => v.Value).OrderBy(g => g.Key).Select(g => g.ToArray())];
        int count = clusters.Sum(c => c.Length);
        if (count == 0) return new Estimate(double.NaN, double.NaN, double.NaN, 0, 0);
        (double Sum, int Count)[] sums = [.. clusters.Select(c => (c.Sum(), c.Length))];
        var random = new MersenneTwister(Seed);
        var means = new double[Resamples];
        for (int i = 0; i < Resamples; i++)
        {
            double sum = 0;
            int drawn = 0;
            for (int j = 0; j < sums.Length; j++)
            {
                var (s, n) = sums[random.Next(sums.Length)];
                sum += s;
                drawn += n;
            }

            means[i] = sum / drawn;
        }

        return new Estimate(sums.Sum(s => s.Sum) / count, means.Quantile(Tail), means.Quantile(1 - Tail), count, sums.Length);
    }

    /// <summary>Estimates a share in percent.</summary>
    public static Estimate Share(IEnumerable<(int Source, bool Holds)> values)
    {
        Estimate share = Of(values.Select(v => (v.Source, v.Holds ? 100.0 : 0.0)));
        if (share.Low < share.High || share.Count == 0) return share;
        double hits = share.Mean / 100 * share.Sources, misses = share.Sources - hits;
        return share with
        {
            Low = hits == 0 ? 0 : 100 * Beta.InvCDF(hits, misses + 1, Tail),
            High = misses == 0 ? 100 : 100 * Beta.InvCDF(hits + 1, misses, 1 - Tail),
        };
    }

    /// <summary>The mean and its interval, with one decimal.</summary>
    public override string ToString() =>
        Count == 0 ? "–"
        : Low < High ? string.Create(CultureInfo.InvariantCulture, $"{Mean:0.0} [{Low:0.0}, {High:0.0}]")
        : string.Create(CultureInfo.InvariantCulture, $"{Mean:0.0}");
}
