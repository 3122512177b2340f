using Downright.Attacks;
using Downright.Evaluation.Reporting;
using Downright.Evaluation.Running;
using Downright.Evaluation.Statistics;
using Downright.Pages;

namespace Downright.Evaluation.Experiments;

/// <summary>Section 5.3.2, Figure 14: the L1 and the L0 attack on area scaling.</summary>
internal sealed class AreaScaling() : Experiment<AttackRecord>("area", "What does it take to attack area scaling?")
{
    private static readonly AreaNorm[] Norms = [AreaNorm.L1, AreaNorm.L0];

    protected override IEnumerable<(string Key, Func<CancellationToken, AttackRecord> Run)> Items(Lab lab) =>
        from pair in lab.PairsInTurn()
        from norm in Norms
        select ($"{norm} {pair.Id}", (Func<CancellationToken, AttackRecord>)(cancellation =>
            AttackRecord.Of(lab, pair, Crafting.Area(lab, lab.Photos[pair.Source].Read(), lab.TargetOf(pair), norm, cancellation), Lab.Area)));

    protected override IEnumerable<Exhibit> Exhibits(IReadOnlyList<AttackRecord> records, Lab lab, CancellationToken cancellation) =>
        from norm in Norms
        from record in records.Where(r => r.Attack == $"area-{norm.ToString().ToLowerInvariant()}").OrderByDescending(r => r.PsnrDb).DistinctBy(r => r.Source).Take(Exhibit.Most)
        let pair = lab.Pairs[record.Pair]
        select Exhibit.Of($"Figure 20: the best attacks on area scaling: {norm}", Crafting.Area(lab, lab.Photos[pair.Source].Read(), lab.TargetOf(pair), norm, cancellation), Lab.Area);

    protected override Findings Report(IReadOnlyList<AttackRecord> records, RunDescription run)
    {
        AttackRecord[] l1 = [.. records.Where(r => r.Attack == "area-l1")], l0 = [.. records.Where(r => r.Attack == "area-l0")];
        return new Findings
        {
            Notes = ["Sources are area-scaled to the largest whole ratio first (the published code needs whole ratios, and uses bicubic scaling)."],
            Figures =
            [
                new HistogramFigure("Figure 14a: PSNR of attacks on area scaling", "Source and attack image, all pairs.", "PSNR in dB", [new NamedValues("L1", [.. l1.Select(r => r.PsnrDb)]), new NamedValues("L0", [.. l0.Select(r => r.PsnrDb)])]),
                new HistogramFigure("Figure 14b: pixels that the L0 attack changes", "A pixel counts where any of its channels changed, all pairs.", "changed pixels in percent", [new NamedValues("L0", [.. l0.Select(r => 100 * r.Changed)])]),
            ],
            Tables = [Summary(records)],
            Comparisons =
            [
                new Comparison("Section 5.3.2", "O1 of the L1 attack", 100, Success(l1), "%", Reasons.OfClassifierAndImages(run)),
                new Comparison("Section 5.3.2", "O1 of the L0 attack", 100, Success(l0), "%", Reasons.OfClassifierAndImages(run)),
                new Comparison("Section 5.3.2", $"O2 of the L1 attack: PSNR above {PreventionTest.LeastPsnr} dB (published: as people judge)", 0, Appearance(l1), "%", Reasons.OfImages(run)),
                new Comparison("Section 5.3.2", $"O2 of the L0 attack: PSNR above {PreventionTest.LeastPsnr} dB (published: as people judge)", 0, Appearance(l0), "%", Reasons.OfImages(run)),
                new Comparison("Figure 14a", "mean PSNR of the L1 attack", 8.6, Psnr(l1), "dB", Reasons.OfImages(run)),
                new Comparison("Figure 14a", "mean PSNR of the L0 attack", 6.7, Psnr(l0), "dB", Reasons.OfImages(run)),
                new Comparison("Figure 14b", "pixels changed by the L0 attack (published: the mode)", 50, Changed(l0, r => r.Changed), "%",
                    $"A pixel is counted here where any of its channels changed, and ours is a mean; counted a channel it is {Changed(l0, r => r.ChangedSamples)} %. {Reasons.OfImages(run)}"),
                new Comparison("Section 5.3.2", "fewest pixels changed by the L0 attack", 28, Fewest(l0, r => r.Changed), "%",
                    $"A pixel is counted here where any of its channels changed; counted a channel the fewest are {Fewest(l0, r => r.ChangedSamples)} %. An extreme value can also differ because there are {l0.Length} attacks."),
            ],
        };
    }

    /// <summary>What attacks on area scaling reach, a row an attack.</summary>
    public static Table Summary(IReadOnlyList<AttackRecord> records) => new(
        "Attacks on area scaling",
        ["attack", "pairs", "O1 in %", "mean PSNR in dB", "largest PSNR in dB", "changed pixels in %", "fewest in %", "changed a channel in %"],
        [.. records.GroupBy(r => r.Attack).Select(g => (IReadOnlyList<string>)
        [
            g.Key,
            $"{g.Count()}",
            Success(g).ToString(),
            Psnr(g).ToString(),
            FormattableString.Invariant($"{g.Max(r => r.PsnrDb):0.0}"),
            Changed(g, r => r.Changed).ToString(),
            FormattableString.Invariant($"{100 * g.Min(r => r.Changed):0}"),
            Changed(g, r => r.ChangedSamples).ToString(),
        ])]);

    public static Estimate Success(IEnumerable<AttackRecord> records) => Estimate.Share(records.Select(r => (r.Source, r.O1)));

    public static Estimate Psnr(IEnumerable<AttackRecord> records) => Estimate.Of(records.Where(r => double.IsFinite(r.PsnrDb)).Select(r => (r.Source, r.PsnrDb)));

    private static Estimate Appearance(IEnumerable<AttackRecord> records) => PreventionTest.Appearance(records.Select(r => (r.Source, r.PsnrDb)));

    private static Estimate Changed(IEnumerable<AttackRecord> records, Func<AttackRecord, double> share) => Estimate.Of(records.Select(r => (r.Source, 100 * share(r))));

    private static Estimate Fewest(AttackRecord[] records, Func<AttackRecord, double> share) => Changed(records.OrderBy(share).Take(1), share);
}
