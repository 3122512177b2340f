using Downright.Attacks;
using Downright.Evaluation.Reporting;
using Downright.Evaluation.Running;
using Downright.Evaluation.Statistics;
using Downright.Pages;
using Downright.Scaling;

namespace Downright.Evaluation.Experiments;

/// <summary>Section 5.2, Figures 12 and 13: the quadratic attack on every scaler, without any defence.</summary>
internal sealed class NonAdaptive() : Experiment<AttackRecord>("nonadaptive", "How often does the quadratic attack show the model its target, and how much of the source is left?")
{
    protected override IEnumerable<(string Key, Func<CancellationToken, AttackRecord> Run)> Items(Lab lab) =>
        from pair in lab.PairsInTurn()
        from scaler in Combinations.PairsForWide(lab).Contains(pair) ? Combinations.All : Combinations.Vulnerable
        select ($"{scaler} {pair.Id}", (Func<CancellationToken, AttackRecord>)(cancellation =>
        {
            ProfileScaler attacked = Lab.Scaler(scaler);
            AttackResult attack = Crafting.Quadratic(lab, pair, attacked, cancellation);
            return AttackRecord.Of(lab, pair, attack, attacked);
        }));

    protected override IEnumerable<Exhibit> Exhibits(IReadOnlyList<AttackRecord> records, Lab lab, CancellationToken cancellation) =>
        from record in records.Where(r => r.O1 && Combinations.Vulnerable.Contains(r.Scaler)).OrderByDescending(r => r.PsnrDb).DistinctBy(r => r.Scaler).Take(Exhibit.Most)
        let pair = lab.Pairs[record.Pair]
        select Exhibit.Of($"{record.Scaler}, scaling ratio {pair.Ratio:0.0}", Crafting.Quadratic(lab, pair, Lab.Scaler(record.Scaler), cancellation), Lab.Scaler(record.Scaler));

    protected override Findings Report(IReadOnlyList<AttackRecord> records, RunDescription run)
    {
        var byScaler = records.GroupBy(r => r.Scaler).Select(g => (Scaler: g.Key, Records: g.ToArray())).ToArray();
        AttackRecord[] wide = [.. records.Where(r => Combinations.Wide.Contains(r.Scaler))], narrow = [.. records.Where(r => !Combinations.Wide.Contains(r.Scaler))];
        return new Findings
        {
            Notes =
            [
                "O1 holds where the classifier, shown the scaler's output, names what it names in the target (the published rule: the five likeliest classes of both, those above 3 %, have one in common). Epsilon is 1, then 10, then 50 grey levels, until the problem is feasible; an infeasible problem's best effort is judged as well.",
                "Attacks on wide kernels cost many times as much: every second pair of the smallest target size stands for them. Pillow's linear and cubic scalers widen their kernels.",
            ],
            Figures =
            [
                .. Combinations.ByAlgorithm(byScaler, s => s.Scaler).Select(panel => new CurveFigure($"Figure 12, {panel.Key}: O1 without a defence", "Share of the attacks whose target the model sees, with 95 % intervals.", ByBin.Axis, "O1 in percent",
                    [.. panel.Select(s => ByBin.Curve(s.Scaler, s.Records, r => r.Bin, Success))]) { Minimum = 0, Maximum = 105, Width = Combinations.PanelWidth }),
                .. Combinations.ByAlgorithm(byScaler, s => s.Scaler).Select(panel => new CurveFigure($"Figure 13, {panel.Key}, by PSNR: how much of the source is left", "Mean PSNR of source and attack image.", ByBin.Axis, "PSNR in dB",
                    [.. panel.Select(s => ByBin.Curve(s.Scaler, s.Records, r => r.Bin, Psnr))]) { Width = Combinations.PanelWidth }),
                new HistogramFigure("PSNR of source and attack image", $"All pairs. Means: {Psnr(narrow)} dB with narrow kernels, {Psnr(wide)} dB with the wide ones of Pillow linear and cubic.", "PSNR in dB",
                [
                    new NamedValues("narrow kernels", [.. narrow.Select(r => r.PsnrDb)]),
                    new NamedValues("Pillow linear, cubic", [.. wide.Select(r => r.PsnrDb)]),
                ]),
            ],
            Tables =
            [
                new Table("O1 in percent, by the published rule, with 95 % intervals", ByBin.Columns("scaler"), [.. byScaler.Select(s => (IReadOnlyList<string>)[s.Scaler, .. ByBin.Cells(s.Records, r => r.Bin, Success)])]),
                new Table("O1 in percent, by the likeliest class alone", ByBin.Columns("scaler"), [.. byScaler.Select(s => (IReadOnlyList<string>)[s.Scaler, .. ByBin.Cells(s.Records, r => r.Bin, rs => Estimate.Share(rs.Select(r => (r.Source, r.O1Strict))))])]),
                new Table("PSNR of source and attack image in dB", ByBin.Columns("scaler"), [.. byScaler.Select(s => (IReadOnlyList<string>)[s.Scaler, .. ByBin.Cells(s.Records, r => r.Bin, Psnr)])]),
                new Table("SSIM of source and attack image, in hundredths", ByBin.Columns("scaler"), [.. byScaler.Select(s => (IReadOnlyList<string>)[s.Scaler, .. ByBin.Cells(s.Records, r => r.Bin, rs => Estimate.Of(rs.Select(r => (r.Source, 100 * r.Ssim))))])]),
            ],
            Comparisons = [.. byScaler.Where(s => Combinations.Vulnerable.Contains(s.Scaler)).Select(s => new Comparison(
                "Figure 12", $"O1 without a defence, {s.Scaler}", 100, Success(s.Records), "%",
                $"The published value is read off the axis as about 100. {Reasons.OfClassifierAndImages(run)}"))],
        };
    }

    private static Estimate Success(IEnumerable<AttackRecord> records) => Estimate.Share(records.Select(r => (r.Source, r.O1)));

    private static Estimate Psnr(IEnumerable<AttackRecord> records) => Estimate.Of(records.Where(r => double.IsFinite(r.PsnrDb)).Select(r => (r.Source, r.PsnrDb)));
}
