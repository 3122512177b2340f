using Downright.Attacks;
using Downright.Evaluation.Planning;
using Downright.Evaluation.Reporting;
using Downright.Evaluation.Running;
using Downright.Evaluation.Statistics;
using Downright.Pages;
using Downright.Prevention;
using Downright.Scaling;

namespace Downright.Evaluation.Experiments;

/// <summary>Section 5.5, Figure 17: attacks that know the filter, by the share of a window that they may change; and two that go about it otherwise.</summary>
internal sealed class Adaptive() : Experiment<AdaptiveRecord>("adaptive", "How much has to change before an attack that knows the filter gets through?")
{
    /// <summary>An adaptive attack costs many times a plain one, and there is one for each δ: an eighth of the pairs, evenly taken.</summary>
    private const int Every = 8;
    private const int MostJoint = 8;
    private const double Published = 0.2;

    private static readonly double[] Deltas = [0, 0.1, 0.2, 0.4, 0.6, 0.8, 1];

    protected override IEnumerable<(string Key, Func<CancellationToken, AdaptiveRecord> Run)> Items(Lab lab) =>
        from pair in lab.PairsInTurn()
        from scaler in Combinations.Vulnerable
        from attack in Attacks()
        where Pairs(lab, scaler, attack.Strategy).Contains(pair)
        select ($"{scaler} {Defences.NameOf(attack.Filter)} {attack.Strategy} {attack.Delta} {pair.Id}",
            (Func<CancellationToken, AdaptiveRecord>)(cancellation => Measure(lab, pair, scaler, attack, cancellation)));

    protected override IEnumerable<Exhibit> Exhibits(IReadOnlyList<AdaptiveRecord> records, Lab lab, CancellationToken cancellation) =>
        from record in records.Where(r => r.Strategy == "window" && r.Delta == Published && r.Filter == Defences.NameOf(PreventionMethod.Median)).OrderByDescending(r => r.O1).DistinctBy(r => r.Scaler).Take(Exhibit.Most)
        let pair = lab.Pairs[record.Pair]
        let attack = Craft(lab, pair, record.Scaler, PreventionMethod.Median, AdaptiveStrategy.Window, record.Delta, cancellation)
        select Exhibit.Of($"Figure 23: adaptive at δ = {100 * record.Delta:0} %, {record.Scaler} behind the median filter, scaling ratio {pair.Ratio:0.0}", attack, Defences.Of(PreventionMethod.Median, record.Scaler, lab, pair));

    protected override Findings Report(IReadOnlyList<AdaptiveRecord> records, RunDescription run)
    {
        AdaptiveRecord[] windows = [.. records.Where(r => r.Strategy == "window")], others = [.. records.Where(r => r.Strategy != "window")];
        var curves = windows.GroupBy(r => (r.Scaler, r.Filter)).ToArray();
        var panels = Combinations.ByAlgorithm(curves, c => c.Key.Scaler).ToArray();
        string reason = $"It can differ because the default prevention here is not the published code's: it considers more pixels, and draws from pixels that count little. {Reasons.OfClassifierAndImages(run)}";
        return new Findings
        {
            Notes =
            [
                "δ is the share of a window's candidates that the attack may change for one considered pixel. The attack knows the filter with all its options, for random all but the seed. Filters have the library's defaults.",
                $"Every {Every}th pair of the ratios at which the filters are judged; for the joint descent the first {MostJoint} of them at the smallest target size.",
            ],
            Figures =
            [
                .. panels.Select(panel => new CurveFigure($"Figure 17, {panel.Key}: O1 of adaptive attacks", "Share of the attacks whose target the model sees behind the filter, with 95 % intervals.", "δ in percent", "O1 in percent",
                    [.. panel.Select(c => OverDelta($"{c.Key.Scaler}, {c.Key.Filter}", c, Success))]) { Minimum = 0, Maximum = 105, Height = 420, Width = Combinations.PanelWidth }),
                .. panels.Select(panel => new CurveFigure($"What adaptive attacks leave of the source, {panel.Key}", "Mean PSNR of source and attack image.", "δ in percent", "PSNR in dB",
                    [.. panel.Select(c => OverDelta($"{c.Key.Scaler}, {c.Key.Filter}", c, Psnr))]) { Height = 420, Width = Combinations.PanelWidth }),
            ],
            Tables =
            [
                new Table("O1 of the window attack in percent, over δ", ["scaler", "filter", .. Deltas.Select(d => FormattableString.Invariant($"{100 * d:0} %"))],
                    [.. curves.Select(c => (IReadOnlyList<string>)[c.Key.Scaler, c.Key.Filter, .. Deltas.Select(d => Success(c.Where(r => r.Delta == d)).ToString())])]),
                new Table("PSNR of source and attack image in dB, over δ", ["scaler", "filter", .. Deltas.Select(d => FormattableString.Invariant($"{100 * d:0} %"))],
                    [.. curves.Select(c => (IReadOnlyList<string>)[c.Key.Scaler, c.Key.Filter, .. Deltas.Select(d => Psnr(c.Where(r => r.Delta == d)).ToString())])]),
                new Table("Other attacks on the median filter", ["scaler", "attack", "pairs", "O1 in %", "PSNR in dB"],
                    [.. others.GroupBy(r => (r.Scaler, r.Strategy)).Select(g => (IReadOnlyList<string>)[g.Key.Scaler, g.Key.Strategy, $"{g.Count()}", Success(g).ToString(), Psnr(g).ToString()])]),
            ],
            Comparisons =
            [
                .. from scaler in Combinations.Vulnerable
                   from filter in Defences.All.Select(Defences.NameOf)
                   select new Comparison("Figure 17", FormattableString.Invariant($"O1 of adaptive attacks at δ = {100 * Published:0} %, {scaler}, {filter} (published: the median holds until 40 %)"), 0,
                       Success(windows.Where(r => r.Scaler == scaler && r.Filter == filter && r.Delta == Published)), "%", reason),
                .. from filter in Defences.All.Select(Defences.NameOf)
                   let attacks = windows.Where(r => r.Filter == filter && r.Delta == Published)
                   select new Comparison("Section 5.5", FormattableString.Invariant($"O2 of adaptive attacks at δ = {100 * Published:0} %: PSNR above {PreventionTest.LeastPsnr} dB, {filter} (published: people see traces)"), 0,
                       Appearance(attacks), "%",
                       $"People can see traces that such a PSNR allows: the two rules are not the same. By scaler it is {string.Join(", ", attacks.GroupBy(r => r.Scaler).Select(g => FormattableString.Invariant($"{Appearance(g).Mean:0.0} % with {g.Key}")))}. {reason}"),
            ],
        };
    }

    private static IEnumerable<(PreventionMethod Filter, AdaptiveStrategy Strategy, double Delta)> Attacks() =>
    [
        .. from filter in Defences.All from delta in Deltas select (filter, AdaptiveStrategy.Window, delta),
        (PreventionMethod.Median, AdaptiveStrategy.Joint, 1),
        (PreventionMethod.Median, AdaptiveStrategy.NegativeLobe, 1),
    ];

    /// <summary>The descent takes a hundred steps through the filter, and some hundred times as long as a window attack: few pairs, of the smallest size.</summary>
    private static HashSet<Pair> Pairs(Lab lab, string scaler, AdaptiveStrategy strategy) => lab.Once((nameof(Adaptive), scaler, strategy), () =>
    {
        IEnumerable<Pair> judged = lab.Pairs.Where(p => Combinations.IsJudged(p, scaler)).Where((_, i) => i % Every == 0);
        long smallest = lab.Settings.Sizes.Min(size => size.Pixels);
        return strategy == AdaptiveStrategy.Joint ? judged.Where(p => p.Size.Pixels == smallest).Take(MostJoint).ToHashSet() : [.. judged];
    });

    /// <summary>The attack of one kind on one pair.</summary>
    public static AttackResult Craft(Lab lab, Pair pair, string scaler, PreventionMethod filter, AdaptiveStrategy strategy, double delta, CancellationToken cancellation)
    {
        PixelImage<byte> source = lab.Photos[pair.Source].Read();
        ProfileScaler attacked = Lab.Scaler(scaler);
        var options = new AdaptiveOptions { Strategy = strategy, Defence = Defences.Of(filter, scaler, lab, pair).Options, Delta = delta, Quadratic = Crafting.Options(attacked) with { Scaler = null } };
        return AdaptiveAttack.Craft(attacked.OperatorFor(source.Size, pair.Size), source, lab.TargetOf(pair), options, cancellation: cancellation);
    }

    private static AdaptiveRecord Measure(Lab lab, Pair pair, string scaler, (PreventionMethod Filter, AdaptiveStrategy Strategy, double Delta) attack, CancellationToken cancellation)
    {
        AttackResult result = Craft(lab, pair, scaler, attack.Filter, attack.Strategy, attack.Delta, cancellation);
        PixelImage<byte> output = Defences.Of(attack.Filter, scaler, lab, pair).Resize(result.Image, pair.Size, cancellation).Image;
        bool o1 = lab.Classifier.Classify(output).Agrees(lab.TargetPrediction(pair));
        AppearanceObjective appearance = result.O2();
        return new AdaptiveRecord(pair.Id, pair.Source, pair.Bin, scaler, Defences.NameOf(attack.Filter), NameOf(attack.Strategy), attack.Delta, o1, appearance.PsnrDb, appearance.L0Fraction);
    }

    private static string NameOf(AdaptiveStrategy strategy) => strategy switch
    {
        AdaptiveStrategy.Window => "window",
        AdaptiveStrategy.Joint => "joint",
        AdaptiveStrategy.NegativeLobe => "negative-lobe",
        _ => "poison",
    };

    private static Curve OverDelta(string name, IEnumerable<AdaptiveRecord> records, Func<IEnumerable<AdaptiveRecord>, Estimate> estimate) => new(
        name,
        [.. records.GroupBy(r => r.Delta).OrderBy(g => g.Key).Select(g => (Delta: 100 * g.Key, Value: estimate(g))).Select(p => new CurvePoint(p.Delta, p.Value.Mean, p.Value.Low, p.Value.High))]);

    private static Estimate Success(IEnumerable<AdaptiveRecord> records) => Estimate.Share(records.Select(r => (r.Source, r.O1)));

    private static Estimate Appearance(IEnumerable<AdaptiveRecord> records) => PreventionTest.Appearance(records.Select(r => (r.Source, r.PsnrDb)));

    private static Estimate Psnr(IEnumerable<AdaptiveRecord> records) => Estimate.Of(records.Where(r => double.IsFinite(r.PsnrDb)).Select(r => (r.Source, r.PsnrDb)));
}

/// <summary>An adaptive attack on one pair.</summary>
/// <param name="Pair">The pair's number.</param>
/// <param name="Source">The source photo's number.</param>
/// <param name="Bin">The number of the ratio's bin.</param>
/// <param name="Scaler">The attacked scaler.</param>
/// <param name="Filter">The filter that it knows.</param>
/// <param name="Strategy">How it goes about it.</param>
/// <param name="Delta">The share of a window's candidates that it may change, 0–1.</param>
/// <param name="O1">Whether the model sees the target behind the filter.</param>
/// <param name="PsnrDb">PSNR of source and attack image.</param>
/// <param name="Changed">The share of the pixels that were changed, 0–1.</param>
internal sealed record AdaptiveRecord(int Pair, int Source, int Bin, string Scaler, string Filter, string Strategy, double Delta, bool O1, double PsnrDb, double Changed);
