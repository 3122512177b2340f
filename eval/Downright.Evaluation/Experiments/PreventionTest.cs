using Downright.Evaluation.Classifiers;
using Downright.Evaluation.Reporting;
using Downright.Evaluation.Running;
using Downright.Evaluation.Statistics;
using Downright.Pages;
using Downright.Prevention;

namespace Downright.Evaluation.Experiments;

/// <summary>Section 5.4, Figure 15: median and random filter against the successful attacks.</summary>
internal sealed class PreventionTest() : Experiment<PreventionRecord>("prevention", "Do the filters stop every successful attack, and do they restore the image?")
{
    /// <summary>The published evaluation counts an attack as successful only if it leaves this much of the source.</summary>
    public const double LeastPsnr = 15;

    private const double Restored = 25;

    protected override IEnumerable<(string Key, Func<CancellationToken, PreventionRecord> Run)> Items(Lab lab) =>
        from pair in lab.PairsInTurn()
        from scaler in Combinations.Vulnerable.Where(s => Combinations.IsJudged(pair, s))
        select ($"{scaler} {pair.Id}", (Func<CancellationToken, PreventionRecord>)(cancellation =>
        {
            DefendedAttack attack = DefendedAttack.Of(lab, pair, scaler, cancellation);
            Prediction target = lab.TargetPrediction(pair);
            bool successful = attack.PsnrDb > LeastPsnr && attack.Seen.Agrees(target);
            return new PreventionRecord(pair.Id, pair.Source, pair.Bin, scaler, successful, attack.PsnrDb,
                [.. Defences.All.Select(method => new FilteredRecord(Defences.NameOf(method), attack.Filtered[method].Seen.Agrees(target), attack.Filtered[method].PsnrDb))]);
        }));

    protected override IEnumerable<Exhibit> Exhibits(IReadOnlyList<PreventionRecord> records, Lab lab, CancellationToken cancellation) =>
        from record in records.Where(r => r.Successful).DistinctBy(r => r.Scaler).Take(Exhibit.Most)
        let pair = lab.Pairs[record.Pair]
        let attack = Crafting.Quadratic(lab, pair, Lab.Scaler(record.Scaler), cancellation)
        let median = Defences.Of(PreventionMethod.Median, record.Scaler, lab, pair)
        select Exhibit.Of(
            $"Figure 22: before and after the median filter, {record.Scaler}, scaling ratio {pair.Ratio:0.0}",
            attack,
            Lab.Scaler(record.Scaler),
            new Picture("attack image, filtered", median.Clean(attack.Image, pair.Size, cancellation).Image),
            new Picture("output, defended", median.Resize(attack.Image, pair.Size, cancellation).Image));

    protected override Findings Report(IReadOnlyList<PreventionRecord> records, RunDescription run)
    {
        PreventionRecord[] successful = [.. records.Where(r => r.Successful)];
        string[] filters = [.. Defences.All.Select(Defences.NameOf)];
        return new Findings
        {
            Notes = [$"{successful.Length} of {records.Count} attacks were successful as the published evaluation counts: O1 holds, the PSNR of source and attack image is above {LeastPsnr} dB, and the ratio is at least 3 (nearest) or 4 (linear, cubic)."],
            Figures =
            [
                new HistogramFigure("Figure 15: PSNR before and after the filters", "To the source image, in full size: of the attack image, and of what the filters make of it.", "PSNR in dB",
                    [new NamedValues("attack image", [.. successful.Select(r => r.Before)]), .. filters.Select(f => new NamedValues($"after {f}", [.. successful.Select(r => r.Of(f).After)]))]),
            ],
            Tables =
            [
                new Table("Successful attacks behind the filters", ["scaler", "attacks", .. filters.Select(f => $"O1 after {f} in %"), "PSNR before in dB", .. filters.Select(f => $"PSNR after {f} in dB")],
                    [.. successful.GroupBy(r => r.Scaler).Select(g => (IReadOnlyList<string>)
                    [
                        g.Key,
                        $"{g.Count()}",
                        .. filters.Select(f => Success(g, f).ToString()),
                        Mean(g, r => r.Before).ToString(),
                        .. filters.Select(f => Mean(g, r => r.Of(f).After).ToString()),
                    ])]),
            ],
            Comparisons =
            [
                .. filters.Select(f => new Comparison("Section 5.4", $"O1 of successful attacks behind the {f} filter", 0, Success(successful, f), "%", Reasons.OfClassifierAndImages(run))),
                .. filters.Select(f => new Comparison("Figure 15", $"restored images above {Restored} dB, {f} filter (published: all)", 100, IsRestored(successful, f), "%",
                    $"Detail that only considered pixels held cannot come back. By scaler it is {string.Join(", ", successful.GroupBy(r => r.Scaler).Select(g => FormattableString.Invariant($"{IsRestored(g, f).Mean:0.0} % with {g.Key}")))}. {Reasons.OfImages(run)}")),
            ],
        };
    }

    private static Estimate Success(IEnumerable<PreventionRecord> records, string filter) => Estimate.Share(records.Select(r => (r.Source, r.Of(filter).O1)));

    /// <summary>The share of attack images that leave enough of the source.</summary>
    public static Estimate Appearance(IEnumerable<(int Source, double PsnrDb)> attacks) => Estimate.Share(attacks.Select(a => (a.Source, a.PsnrDb > LeastPsnr)));

    private static Estimate IsRestored(IEnumerable<PreventionRecord> records, string filter) => Estimate.Share(records.Select(r => (r.Source, r.Of(filter).After > Restored)));

    private static Estimate Mean(IEnumerable<PreventionRecord> records, Func<PreventionRecord, double> value) =>
        Estimate.Of(records.Select(r => (r.Source, Value: value(r))).Where(v => double.IsFinite(v.Value)));
}

/// <summary>An attack on one pair, and what the filters make of it.</summary>
/// <param name="Pair">The pair's number.</param>
/// <param name="Source">The source photo's number.</param>
/// <param name="Bin">The number of the ratio's bin.</param>
/// <param name="Scaler">The attacked scaler.</param>
/// <param name="Successful">Whether the attack succeeds without a filter.</param>
/// <param name="Before">PSNR of source and attack image in dB.</param>
/// <param name="Filters">A record a filter.</param>
internal sealed record PreventionRecord(int Pair, int Source, int Bin, string Scaler, bool Successful, double Before, IReadOnlyList<FilteredRecord> Filters)
{
    /// <summary>What a filter made of it.</summary>
    public FilteredRecord Of(string filter) => Filters.First(f => f.Filter == filter);
}

/// <summary>An attack behind a filter.</summary>
/// <param name="Filter">The filter.</param>
/// <param name="O1">Whether the model still sees the target.</param>
/// <param name="After">PSNR of source and filtered attack image in dB.</param>
internal sealed record FilteredRecord(string Filter, bool O1, double After);
