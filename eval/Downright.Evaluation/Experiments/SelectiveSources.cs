using Downright.Attacks;
using Downright.Evaluation.Planning;
using Downright.Evaluation.Reporting;
using Downright.Evaluation.Running;
using Downright.Pages;

namespace Downright.Evaluation.Experiments;

/// <summary>Section 5.3.3: area scaling again, from the sources that look most like the targets; the best pairs, a hundred at most.</summary>
internal sealed class SelectiveSources() : Experiment<AttackRecord>("selective-source", "Does it help to choose the source that looks most like the target?")
{
    private const int Best = 100;
    private static readonly AreaNorm[] Norms = [AreaNorm.L1, AreaNorm.L0];

    protected override IEnumerable<(string Key, Func<CancellationToken, AttackRecord> Run)> Items(Lab lab)
    {
        IReadOnlyList<Pair> pairs = Nearest(lab);
        return from norm in Norms
               from pair in pairs
               select ($"{norm} {pair.Target}<{pair.Source}", (Func<CancellationToken, AttackRecord>)(cancellation =>
                   AttackRecord.Of(lab, pair, Crafting.Area(lab, lab.Photos[pair.Source].Read(), lab.TargetOf(pair), norm, cancellation), Lab.Area)));
    }

    protected override IEnumerable<Exhibit> Exhibits(IReadOnlyList<AttackRecord> records, Lab lab, CancellationToken cancellation)
    {
        IReadOnlyList<Pair> pairs = Nearest(lab);
        return from norm in Norms
               from record in records.Where(r => r.Attack == $"area-{norm.ToString().ToLowerInvariant()}").OrderByDescending(r => r.PsnrDb).DistinctBy(r => r.Source).Take(Exhibit.Most)
               let pair = pairs[record.Pair]
               select Exhibit.Of($"Figure 21: the best attacks from the most similar sources: {norm}", Crafting.Area(lab, lab.Photos[pair.Source].Read(), lab.TargetOf(pair), norm, cancellation), Lab.Area);
    }

    protected override Findings Report(IReadOnlyList<AttackRecord> records, RunDescription run)
    {
        AttackRecord[] l1 = [.. records.Where(r => r.Attack == "area-l1")], l0 = [.. records.Where(r => r.Attack == "area-l0")];
        int pairs = records.Select(r => r.Pair).Distinct().Count();
        string reason = $"It can differ because the nearest source is the nearer, the more there are to choose from: {records.Select(r => r.Source).Distinct().Count()} of {run.Photos.Count} photos became one here. {Reasons.OfImages(run)}";
        return new Findings
        {
            Notes = [$"For every target the source whose area-scaled version is nearest to it, by mean absolute difference, of any class; of these pairs the nearest, {Best} at most: {pairs} here."],
            Figures = [new HistogramFigure("Attacks on area scaling from the best sources: PSNR", $"Source and attack image, {pairs} pairs.", "PSNR in dB", [new NamedValues("L1", [.. l1.Select(r => r.PsnrDb)]), new NamedValues("L0", [.. l0.Select(r => r.PsnrDb)])])],
            Tables = [AreaScaling.Summary(records)],
            Comparisons =
            [
                new Comparison("Section 5.3.3", "O1 of L1 from the best sources", 100, AreaScaling.Success(l1), "%", Reasons.OfClassifierAndImages(run)),
                new Comparison("Section 5.3.3", "O1 of L0 from the best sources", 100, AreaScaling.Success(l0), "%", Reasons.OfClassifierAndImages(run)),
                new Comparison("Section 5.3.3", "mean PSNR of L1 from the best sources", 16, AreaScaling.Psnr(l1), "dB", reason),
                new Comparison("Section 5.3.3", "mean PSNR of L0 from the best sources", 12, AreaScaling.Psnr(l0), "dB", reason),
            ],
        };
    }

    /// <summary>The nearest source of every photo, at the first size that has sources; the best of them.</summary>
    public static IReadOnlyList<Pair> Nearest(Lab lab)
    {
        foreach (ImageSize size in lab.Settings.Sizes)
        {
            int[] sources = [.. Enumerable.Range(0, lab.Photos.Count).Where(i => RatioBin.IndexOf(RatioBin.RatioOf(lab.Photos[i].Size, size)) >= 0)];
            if (sources.Length == 0) continue;
            PixelImage<byte>[] scaled = new PixelImage<byte>[lab.Photos.Count];
            Parallel.For(0, scaled.Length, i => scaled[i] = Lab.Area.Scale(lab.Photos[i].Read(), size));
            return
            [
                .. Enumerable.Range(0, scaled.Length).AsParallel().AsOrdered()
                    .Select(target => (Target: target, Best: sources.Where(s => s != target).Select(s => (Source: s, Distance: SelectiveSource.Distance(scaled[s], scaled[target]))).DefaultIfEmpty((-1, double.NaN)).MinBy(s => s.Item2)))
                    .Where(p => p.Best.Item1 >= 0)
                    .OrderBy(p => p.Best.Item2)
                    .ThenBy(p => p.Target)
                    .Take(Best)
                    .Select((p, i) => new Pair(i, p.Best.Item1, p.Target, size, Math.Round(RatioBin.RatioOf(lab.Photos[p.Best.Item1].Size, size), 4))),
            ];
        }

        return [];
    }
}
