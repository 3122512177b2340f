using Downright.Analysis;
using Downright.Attacks;
using Downright.Attacks.Solving;

namespace Downright.Evidence;

/// <summary>
/// Looks for the least visible joint attack on each rule. Mean and random filters of the same windows share their attack
/// images: the mean is what the random filter does on average.
/// </summary>
internal sealed class BreakPoints(RowFile<BreakRow> file, IReadOnlyList<Pair> pairs, Classifier classifier)
{
    public void Measure(string scaler, IEnumerable<Rule> rules, int count, int threads)
    {
        var known = file.Read().Select(row => (row.Scaler, row.Rule, row.Pair)).ToHashSet();
        var missing = from pair in Pair.InTurn(count)
                      from shared in rules.GroupBy(rule => rule with { IsRandom = false })
                      let left = shared.Where(rule => !known.Contains((scaler, rule.Name, pair))).ToArray()
                      where left.Length > 0
                      select (pair, left);
        file.Measure($"break points {scaler}", missing, threads, item => RowsOf(scaler, item.left, item.pair));
    }

    private IEnumerable<BreakRow> RowsOf(string scaler, Rule[] rules, int index)
    {
        Pair pair = pairs[index];
        var searches = Array.ConvertAll(rules, rule => new Search(new RuleScaler(scaler, rule, pair.Source.Size), pair, classifier));
        RuleScaler first = searches[0].Scaler;
        var descent = new JointDescent(first.Operator, pair.Source, pair.Target, first.CandidatesOf, rules[0].Value, new QuadraticOptions { Jobs = 1 }, default);
        foreach (PixelImage<byte> image in LeastVisibleAttack.Path(descent, pair.Source))
        {
            foreach (Search search in searches) search.Try(image);
            if (searches.All(search => search.Won is not null)) break;
        }

        for (int i = 0; i < rules.Length; i++) yield return new BreakRow(scaler, rules[i].Name, index, pair.Ratio, searches[i].Broken, searches[i].Won);
    }

    private sealed class Search(RuleScaler scaler, Pair pair, Classifier classifier)
    {
        public RuleScaler Scaler { get; } = scaler;

        public double? Broken { get; private set; }

        public double? Won { get; private set; }

        public void Try(PixelImage<byte> image)
        {
            if (Won is not null) return;
            Outcome outcome = OutcomeOf(image);
            if (Broken is null && outcome.Broken) Broken = PsnrOf(image, drawn => OutcomeOf(drawn).Broken);
            if (outcome.Won) Won = PsnrOf(image, drawn => OutcomeOf(drawn).Won);
        }

        private Outcome OutcomeOf(PixelImage<byte> image) => Outcome.Of(Scaler.Outputs(image), pair, classifier);

        private double PsnrOf(PixelImage<byte> image, Predicate<PixelImage<byte>> succeeds) =>
            ImageMetrics.Psnr(pair.Source, LeastVisibleAttack.DrawnBack(pair.Source, image, succeeds));
    }
}
