using Downright.Analysis;
using Downright.Attacks;
using Downright.Prevention;
using Downright.Scaling;

namespace Downright.Evidence;

/// <summary>Measures what the published attack and the adaptive ones of a given δ reach against the library's preventions.</summary>
internal sealed class AttackSweep(RowFile<AttackRow> file, IReadOnlyList<Pair> pairs, Classifier classifier)
{
    private static readonly double[] Deltas = [0.1, 0.2, 0.3, 0.4, 0.6];

    public void Measure(string scaler, int count, int threads)
    {
        var known = file.Read().Select(row => (row.Scaler, row.Pair)).ToHashSet();
        var missing = Pair.InTurn(count).Where(pair => !known.Contains((scaler, pair)));
        file.Measure($"attacks {scaler}", missing, threads, pair => RowsOf(scaler, pair));
    }

    private IEnumerable<AttackRow> RowsOf(string scaler, int index)
    {
        Pair pair = pairs[index];
        var profile = ScalerProfile.Parse(scaler);
        ScalingOperator op = ScalingOperator.Compile(profile, pair.Source.Size, Pair.Size);
        var quadratic = new QuadraticOptions { Jobs = 1 };
        PixelImage<byte> published = QuadraticAttack.Craft(op, pair.Source, pair.Target, quadratic).Image;
        foreach (PreventionMethod method in (PreventionMethod[])[PreventionMethod.None, PreventionMethod.Area, PreventionMethod.Median, PreventionMethod.Random])
        {
            var defence = new PreventionOptions { Scaler = profile, Method = method };
            yield return RowOf(published, "quadratic", null);
            if (method is PreventionMethod.None or PreventionMethod.Area) continue;

            yield return Adaptive(AdaptiveStrategy.NegativeLobe, null);
            foreach (double delta in Deltas)
            {
                yield return Adaptive(AdaptiveStrategy.Window, delta);
                if (method == PreventionMethod.Median) yield return Adaptive(AdaptiveStrategy.Poison, delta);
            }

            AttackRow Adaptive(AdaptiveStrategy strategy, double? delta)
            {
                var options = new AdaptiveOptions { Strategy = strategy, Defence = defence, Delta = delta ?? 1, Quadratic = quadratic };
                return RowOf(AdaptiveAttack.Craft(op, pair.Source, pair.Target, options).Image, Name(strategy), delta);
            }

            AttackRow RowOf(PixelImage<byte> attack, string name, double? delta)
            {
                PixelImage<byte>[] outputs = [.. Enumerable.Range(1, method == PreventionMethod.Random ? RuleScaler.Draws : 1)
                    .Select(seed => new SafeScaler(defence with { Seed = (ulong)seed }).Scale(attack, Pair.Size))];
                Outcome outcome = Outcome.Of(outputs, pair, classifier);
                double toSource = Math.Min(99, ImageMetrics.Psnr(pair.Source, attack));
                return new AttackRow(scaler, method.ToString().ToLowerInvariant(), name, delta, index, pair.Ratio, outcome.ToTarget, outcome.ToTruth, toSource, outcome.Won);
            }
        }
    }

    private static string Name(AdaptiveStrategy strategy) => strategy == AdaptiveStrategy.NegativeLobe ? "negative-lobe" : strategy.ToString().ToLowerInvariant();
}
