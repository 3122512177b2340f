using Downright.Attacks;
using Downright.Detection;
using Downright.Evaluation.Reporting;
using Downright.Evaluation.Running;
using Downright.Pages;
using MathNet.Numerics.Statistics;

namespace Downright.Evaluation.Experiments;

/// <summary>What each detection method of the library tells of plain attacks, with scaler and size known.</summary>
internal sealed class DetectionTest() : Experiment<DetectionRecord>("detection", "Do the detection methods tell attack images from their sources?")
{
    private const double FalsePositiveRate = 0.01;
    private static readonly string[] Scalers = ["opencv:nearest", "opencv:linear", "opencv:cubic"];

    protected override IEnumerable<(string Key, Func<CancellationToken, DetectionRecord> Run)> Items(Lab lab) =>
        from pair in lab.PairsInTurn()
        from scaler in Scalers
        select ($"{scaler} {pair.Id}", (Func<CancellationToken, DetectionRecord>)(cancellation =>
        {
            Detector detector = lab.Once((nameof(Detector), pair.Size, scaler), () => new Detector(new DetectionOptions { Sizes = [pair.Size], Scalers = [ScalerProfile.Parse(scaler)], Methods = [.. DetectionMethods.All.Select(m => m.Name)] }));
            AttackResult attack = Crafting.Quadratic(lab, pair, Lab.Scaler(scaler), cancellation);
            var benign = lab.Once((nameof(DetectionTest), pair.Source, pair.Size, scaler), () => Scores(detector, attack.Source, cancellation));
            return new DetectionRecord(pair.Id, pair.Source, pair.Bin, scaler, Scores(detector, attack.Image, cancellation), benign);
        }));

    protected override Findings Report(IReadOnlyList<DetectionRecord> records, RunDescription run)
    {
        string[] methods = [.. records.SelectMany(r => r.Attack.Keys).Distinct()];
        return new Findings
        {
            Notes = ["The 2020 paper prevents attacks and detects none: nothing published stands beside these values. OpenCV's three scalers, scaler and target size known. Area under the ROC curve, and the share of the attacks above the threshold that 1 % of these very sources exceed; the fewer sources there are, the rougher that threshold."],
            Tables =
            [
                new Table("Plain quadratic attacks against unmodified sources", ["scaler", "method", "attacks", "sources", "area under the curve", "detected at 1 % false positives in %"],
                    [.. from scaler in records.GroupBy(r => r.Scaler) from method in methods select Row(scaler.Key, method, [.. scaler])]),
            ],
        };
    }

    private static IReadOnlyList<string> Row(string scaler, string method, DetectionRecord[] records)
    {
        double[] attacks = [.. records.Select(r => r.Attack.GetValueOrDefault(method, double.NaN)).Where(double.IsFinite)];
        // A source that is in several pairs of a bin counts once.
        double[] sources = [.. records.DistinctBy(r => (r.Source, r.Bin)).Select(r => r.Benign.GetValueOrDefault(method, double.NaN)).Where(double.IsFinite)];
        if (attacks.Length == 0 || sources.Length == 0) return [scaler, method, $"{attacks.Length}", $"{sources.Length}", "–", "–"];
        double area = attacks.Average(a => sources.Average(s => a > s ? 1.0 : a == s ? 0.5 : 0));
        double threshold = sources.Quantile(1 - FalsePositiveRate);
        return [scaler, method, $"{attacks.Length}", $"{sources.Length}", FormattableString.Invariant($"{area:0.000}"), FormattableString.Invariant($"{100.0 * attacks.Count(a => a > threshold) / attacks.Length:0.0}")];
    }

    private static Dictionary<string, double> Scores(Detector detector, PixelImage<byte> image, CancellationToken cancellation) =>
        detector.Detect(image, cancellation).Methods.Where(m => m.Score is not null).ToDictionary(m => m.Name, m => m.Score!.Value);
}

/// <summary>The scores of every method for one attack and its source.</summary>
/// <param name="Pair">The pair's number.</param>
/// <param name="Source">The source photo's number.</param>
/// <param name="Bin">The number of the ratio's bin.</param>
/// <param name="Scaler">The attacked scaler.</param>
/// <param name="Attack">The attack image's score of each method.</param>
/// <param name="Benign">The source's score of each method.</param>
internal sealed record DetectionRecord(int Pair, int Source, int Bin, string Scaler, IReadOnlyDictionary<string, double> Attack, IReadOnlyDictionary<string, double> Benign);
