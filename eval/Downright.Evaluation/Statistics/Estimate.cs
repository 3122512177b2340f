using System.Globalization;
using MathNet.Numerics.Random;
using MathNet.Numerics.Statistics;

namespace Downright.Evaluation.Statistics;

/// <summary>A mean with its 95 % interval by bootstrap over sources, since pairs that share a source are no independent trials.</summary>
/// <param name="Mean">The mean; NaN without values.</param>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
/// <param name="Count">The number of values.</param>
/// <param name="Sources">The number of distinct sources.</param>
internal sealed record Estimate(double Mean, double Low, double High, int Count, int Sources)
{
    private const int Resamples = 1000;
    private const int Seed = 2020;

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

        return new Estimate(sums.Sum(s => s.Sum) / count, means.Quantile(0.025), means.Quantile(0.975), count, sums.Length);
    }

    /// <summary>Estimates a share in percent.</summary>
    public static Estimate Share(IEnumerable<(int Source, bool Holds)> values) => Of(values.Select(v => (v.Source, v.Holds ? 100.0 : 0.0)));

    /// <summary>The mean and its interval, with one decimal.</summary>
    public override string ToString() => Count == 0 ? "–" : string.Create(CultureInfo.InvariantCulture, $"{Mean:0.0} [{Low:0.0}, {High:0.0}]");
}
