namespace Downright.Evidence;

/// <summary>A mean and its 95 % interval by the bootstrap over sources (Efron 1979): percentiles of the means of resamples.</summary>
internal readonly record struct Interval(double Mean, double Low, double High)
{
    private const int Resamples = 2000, Seed = 23;

    public static Interval Of(IReadOnlyList<double> values)
    {
        var random = new Random(Seed);
        double[] means = [.. Enumerable.Range(0, Resamples).Select(_ => Enumerable.Range(0, values.Count).Average(_ => values[random.Next(values.Count)])).Order()];
        return new Interval(values.Average(), means[Resamples / 40], means[^(Resamples / 40)]);
    }

    public override string ToString() => $"{Mean:0.0} ({Low:0.0}–{High:0.0})";
}
