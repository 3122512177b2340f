using Downright.Analysis;
using Downright.Evaluation.Classifiers;
using Downright.Evaluation.Reporting;
using Downright.Evaluation.Running;
using Downright.Evaluation.Statistics;
using Downright.Pages;
using MathNet.Numerics.Distributions;

namespace Downright.Evaluation.Experiments;

/// <summary>Table 4: predictions that the filters recover on attack images, and keep on unmodified ones.</summary>
internal sealed class Recovery() : Experiment<RecoveryRecord>("recovery", "Does the model say behind the filters what it says of the unmodified source?")
{
    private const string OnAttacks = "attack images", OnUnmodified = "unmodified images";

    // Table 4: median on attacks, median on unmodified images, random on attacks, random on unmodified images.
    private static readonly Dictionary<string, double[]> Published = new()
    {
        ["opencv:nearest"] = [99.6, 99.0, 89.3, 89.1],
        ["opencv:linear"] = [100.0, 99.4, 97.7, 98.0],
        ["opencv:cubic"] = [100.0, 99.2, 91.4, 93.4],
        ["tensorflow1:nearest"] = [99.6, 99.0, 88.9, 89.1],
        ["tensorflow1:linear"] = [100.0, 98.9, 97.7, 97.7],
        ["tensorflow1:cubic"] = [100.0, 99.4, 91.7, 92.0],
        ["pillow:nearest"] = [100.0, 99.6, 88.1, 90.4],
    };

    protected override IEnumerable<(string Key, Func<CancellationToken, RecoveryRecord> Run)> Items(Lab lab) =>
        from pair in lab.PairsInTurn()
        from scaler in Combinations.Vulnerable.Where(s => Combinations.IsJudged(pair, s))
        select ($"{scaler} {pair.Id}", (Func<CancellationToken, RecoveryRecord>)(cancellation =>
        {
            DefendedAttack attack = DefendedAttack.Of(lab, pair, scaler, cancellation);
            PixelImage<byte> source = lab.Photos[pair.Source].Read();
            Prediction original = lab.Clean(pair.Source, pair.Size, scaler);
            PixelImage<byte> plain = Lab.Scaler(scaler).Scale(source, pair.Size);
            return new RecoveryRecord(pair.Id, pair.Source, pair.Bin, scaler, [.. Defences.All.Select(method =>
            {
                Prediction attacked = attack.Filtered[method].Seen;
                PixelImage<byte> filtered = Defences.Of(method, scaler, lab, pair).Resize(source, pair.Size, cancellation).Image;
                Prediction unmodified = lab.Classifier.Classify(filtered), noisy = lab.Classifier.Classify(WithNoise(plain, ImageMetrics.MeanSquaredError(plain, filtered), lab.Settings.Seed + pair.Id));
                return new RecoveredRecord(
                    Defences.NameOf(method), attacked.Agrees(original), attacked.AgreesStrictly(original), unmodified.Agrees(original), unmodified.AgreesStrictly(original), noisy.Agrees(original));
            })]);
        }));

    protected override Findings Report(IReadOnlyList<RecoveryRecord> records, RunDescription run)
    {
        var byScaler = records.GroupBy(r => r.Scaler).Select(g => (Scaler: g.Key, Records: g.ToArray())).ToArray();
        string[] filters = [.. Defences.All.Select(Defences.NameOf)];
        string[] columns = ["scaler", .. filters.SelectMany(f => (string[])[$"{f}, {OnAttacks}", $"{f}, {OnUnmodified}"]), "pairs"];
        ImageSize[] sizes = [.. run.Settings.Sizes.OrderByDescending(size => size.Pixels)];
        ImageSize SizeOf(RecoveryRecord record) => run.Pairs[record.Pair].Size;
        return new Findings
        {
            Notes =
            [
                "The original prediction is the one behind the same scaler without a filter, of the unmodified source. The published rule compares the five likeliest classes above 3 %.",
                "The filters replace considered pixels, by what they find in the others: where an attack changed considered pixels alone, attack and unmodified images give the same values.",
            ],
            Tables =
            [
                new Table("Table 4: original predictions recovered, in percent, by the published rule", columns,
                    [.. byScaler.Select(s => Row(s.Scaler, s.Records, filters, f => f.Attack, f => f.Unmodified))]),
                new Table("The same by target size, all scalers together", ["size", .. columns[1..]],
                    [.. sizes.Select(size => Row(size.ToString(), [.. records.Where(r => SizeOf(r) == size)], filters, f => f.Attack, f => f.Unmodified))]),
                new Table("Unmodified images in percent: behind the filter, and without it but with Gaussian noise of the same mean squared error", ["scaler", .. filters.SelectMany(f => (string[])[f, $"noise as strong as {f}"]), "pairs"],
                    [.. byScaler.Select(s => Row(s.Scaler, s.Records, filters, f => f.Unmodified, f => f.Noise))]),
                new Table("By the likeliest class alone", columns,
                    [.. byScaler.Select(s => Row(s.Scaler, s.Records, filters, f => f.AttackStrict, f => f.UnmodifiedStrict))]),
            ],
            Figures =
            [
                new BarFigure("Table 4: predictions recovered behind the filters", "By the published rule; pairs of ratio 3 (nearest) or 4 (linear, cubic) and more.", "percent", [.. byScaler.Select(s => s.Scaler)],
                [
                    .. filters.SelectMany(f => (NamedValues[])
                    [
                        new($"{f}, attacks", [.. byScaler.Select(s => Share(s.Records, f, r => r.Attack).Mean)]),
                        new($"{f}, unmodified", [.. byScaler.Select(s => Share(s.Records, f, r => r.Unmodified).Mean)]),
                    ]),
                ]) { Maximum = 100, Height = 460 },
            ],
            Comparisons =
            [
                .. from s in byScaler
                   from f in Enumerable.Range(0, filters.Length)
                   from attacked in (bool[])[true, false]
                   let published = Published[s.Scaler][(2 * f) + (attacked ? 0 : 1)]
                   select new Comparison("Table 4", $"{s.Scaler}, {filters[f]}, {(attacked ? OnAttacks : OnUnmodified)}", published,
                       Share(s.Records, filters[f], r => attacked ? r.Attack : r.Unmodified), "%", new RecoveryReason(s.Records, filters[f], attacked, run).Against(published)),
            ],
        };
    }

    /// <summary>The image with noise added: what any change of that strength, whatever its kind, does to the classifier.</summary>
    private static PixelImage<byte> WithNoise(PixelImage<byte> image, double meanSquare, int seed)
    {
        byte[] samples = image.ToArray();
        var noise = new Normal(0, Math.Sqrt(meanSquare), new Random(seed));
        for (int i = 0; i < samples.Length; i++) samples[i] = (byte)Math.Clamp(Math.Round(samples[i] + noise.Sample()), 0, 255);
        return new PixelImage<byte>(samples, image.Size, image.Format);
    }

    private static IReadOnlyList<string> Row(string scaler, RecoveryRecord[] records, string[] filters, Func<RecoveredRecord, bool> first, Func<RecoveredRecord, bool> second) =>
        [scaler, .. filters.SelectMany(f => (string[])[Share(records, f, first).ToString(), Share(records, f, second).ToString()]), $"{records.Length}"];

    public static Estimate Share(IEnumerable<RecoveryRecord> records, string filter, Func<RecoveredRecord, bool> recovered) =>
        Estimate.Share(records.Select(r => (r.Source, recovered(r.Filters.First(f => f.Filter == filter)))));
}

/// <summary>Whether the original prediction comes back, for one pair and scaler.</summary>
/// <param name="Pair">The pair's number.</param>
/// <param name="Source">The source photo's number.</param>
/// <param name="Bin">The number of the ratio's bin.</param>
/// <param name="Scaler">The attacked scaler.</param>
/// <param name="Filters">A record a filter.</param>
internal sealed record RecoveryRecord(int Pair, int Source, int Bin, string Scaler, IReadOnlyList<RecoveredRecord> Filters);

/// <summary>Whether the original prediction comes back behind a filter.</summary>
/// <param name="Filter">The filter.</param>
/// <param name="Attack">On the attack image, by the published rule.</param>
/// <param name="AttackStrict">On the attack image, by the likeliest class.</param>
/// <param name="Unmodified">On the unmodified source, by the published rule.</param>
/// <param name="UnmodifiedStrict">On the unmodified source, by the likeliest class.</param>
/// <param name="Noise">On the unmodified source without the filter, but with noise as strong as what it changes, by the published rule.</param>
internal sealed record RecoveredRecord(string Filter, bool Attack, bool AttackStrict, bool Unmodified, bool UnmodifiedStrict, bool Noise);
