using Downright.Attacks.Solving;

namespace Downright.Evidence;

/// <summary>What is measured, in order.</summary>
internal static class Study
{
    /// <summary>The scaler that all rules are compared with.</summary>
    public const string Yardstick = "downright:area";

    private const int Photos = 60;
    private const double SmallestRatio = 2, LargestRatio = 5;

    private static readonly double[] Factors = [0.5, 1, 1.5, 2, 3];

    /// <summary>Every rule.</summary>
    public static IReadOnlyList<Rule> Rules { get; } =
    [
        .. Factors.Select(factor => new Rule(WindowRule.Median, WindowShape.Centred, factor)),
        new(WindowRule.Median, WindowShape.Cell),
        new(WindowRule.Midmean, WindowShape.Cell),
        .. Factors.Select(factor => new Rule(WindowRule.Mean, WindowShape.Centred, factor)),
        new(WindowRule.Mean, WindowShape.Cell),
        .. Factors.Select(factor => new Rule(WindowRule.Mean, WindowShape.Centred, factor, IsRandom: true)),
        new(WindowRule.Mean, WindowShape.Cell, IsRandom: true),
    ];

    /// <summary>The rules that are attacked where windows are many: linear considers up to four times, cubic sixteen times as many pixels as nearest.</summary>
    private static readonly Rule[] Few = [Rule.None, .. Rules.Where(rule => rule.Window == WindowShape.Cell || rule.Factor is 1 or 2)];

    private static readonly Rule[] Fewest = [.. Few.Where(rule => rule.Value != WindowRule.Midmean && rule.Factor == 1)];

    /// <summary>Measures what the results do not have yet.</summary>
    /// <param name="photoFolder">A folder of photographs.</param>
    /// <param name="model">The classifier's ONNX file.</param>
    /// <param name="results">The folder of the results.</param>
    /// <param name="threads">How many threads measure.</param>
    /// <param name="part">break-points, attacks or fidelity; null for all.</param>
    /// <param name="scaler">The only scaler to measure; null for all.</param>
    public static void Measure(string photoFolder, string model, string results, int threads, string? part, string? scaler)
    {
        using var classifier = new Classifier(model);
        PixelImage<byte>[] photos = Pair.Photos(photoFolder);
        IReadOnlyList<Pair> pairs = Pair.Draw(photos, classifier);
        var sweep = new AttackSweep(new RowFile<AttackRow>(Path.Combine(results, "attacks.jsonl")), pairs, classifier);
        var breaks = new BreakPoints(new RowFile<BreakRow>(Path.Combine(results, "break-points.jsonl")), pairs, classifier);
        var fidelity = new Fidelity(new RowFile<FidelityRow>(Path.Combine(results, "fidelity.jsonl")), Ordinary(photos), classifier);
        Rule[] inFidelity = [Rule.None, .. Rules.Where(rule => rule.Window == WindowShape.Cell || rule.InLibrary("opencv:linear") is not null)];
        foreach (var (its, name, measure) in (ReadOnlySpan<(string, string, Action<string>)>)
        [
            ("attacks", "opencv:nearest", name => sweep.Measure(name, pairs.Count, threads)),
            ("attacks", "opencv:linear", name => sweep.Measure(name, pairs.Count, threads)),
            ("attacks", "opencv:cubic", name => sweep.Measure(name, 3 * Pair.PerUnit, threads)),
            ("break-points", Yardstick, name => breaks.Measure(name, [Rule.None], pairs.Count, threads)),
            ("break-points", "opencv:nearest", name => breaks.Measure(name, Fewest, pairs.Count, threads)),
            ("break-points", "opencv:linear", name => breaks.Measure(name, Fewest, pairs.Count, threads)),
            ("break-points", "opencv:cubic", name => breaks.Measure(name, Fewest, 3 * Pair.PerUnit, threads)),
            ("break-points", "opencv:nearest", name => breaks.Measure(name, Rules.Where(rule => rule.Value != WindowRule.Mean || rule.Factor >= 1), pairs.Count, threads)),
            ("break-points", "opencv:linear", name => breaks.Measure(name, Few, pairs.Count, threads)),
            ("fidelity", "opencv:nearest", name => fidelity.Measure(name, inFidelity, Photos, threads)),
            ("fidelity", "opencv:linear", name => fidelity.Measure(name, inFidelity, Photos, threads)),
            ("fidelity", "opencv:cubic", name => fidelity.Measure(name, inFidelity.Where(rule => rule.InLibrary(name) is not null), Photos / 2, threads)),
        ])
        {
            if ((part is null || part == its) && (scaler is null || scaler == name)) measure(name);
        }
    }

    private static PixelImage<byte>[] Ordinary(PixelImage<byte>[] photos)
    {
        PixelImage<byte>[] ordinary = [.. photos.Where(photo => Math.Min(photo.Width, photo.Height) / (double)Pair.Size.Width is >= SmallestRatio and < LargestRatio)];
        new Random(22).Shuffle(ordinary);
        return ordinary[..Math.Min(Photos, ordinary.Length)];
    }
}
