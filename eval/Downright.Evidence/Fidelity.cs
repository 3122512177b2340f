using Downright.Analysis;
using Downright.Prevention;
using Downright.Scaling;

namespace Downright.Evidence;

/// <summary>Measures how near the rules' outputs come to area scaling and to the plain scaler on photographs that nobody attacked.</summary>
internal sealed class Fidelity(RowFile<FidelityRow> file, IReadOnlyList<PixelImage<byte>> photos, Classifier classifier)
{
    private static readonly ProfileScaler Area = new(ScalerProfile.Parse("downright:area"));

    public void Measure(string scaler, IEnumerable<Rule> rules, int count, int threads)
    {
        var known = file.Read().Select(row => (row.Scaler, row.Rule, row.Photo)).ToHashSet();
        var missing = from photo in Enumerable.Range(0, count)
                      from rule in rules
                      where !known.Contains((scaler, rule.Name, photo))
                      select (rule, photo);
        file.Measure($"fidelity {scaler}", missing, threads, item => [RowOf(scaler, item.rule, item.photo)]);
    }

    private FidelityRow RowOf(string scaler, Rule rule, int photo)
    {
        PixelImage<byte> image = photos[photo], area = Area.Scale(image, Pair.Size), plain = new ProfileScaler(ScalerProfile.Parse(scaler)).Scale(image, Pair.Size);
        int seen = classifier.Predict(area);
        PixelImage<byte>[] outputs = rule.InLibrary(scaler) is { } options
            ? [.. Enumerable.Range(1, rule.IsRandom ? RuleScaler.Draws : 1).Select(seed => new SafeScaler(options with { Seed = (ulong)seed }).Scale(image, Pair.Size))]
            : new RuleScaler(scaler, rule, image.Size).Outputs(image);
        return new FidelityRow(
            scaler, rule.Name, photo,
            outputs.Average(output => ImageMetrics.Psnr(output, area)), outputs.Average(output => ImageMetrics.Ssim(output, area)),
            Finite(outputs.Average(output => ImageMetrics.Psnr(output, plain))), outputs.Average(output => ImageMetrics.Ssim(output, plain)),
            outputs.Average(output => classifier.Predict(output) == seen ? 1.0 : 0));
    }

    /// <summary>JSON knows no infinity, the PSNR of equal images.</summary>
    private static double Finite(double psnr) => Math.Min(99, psnr);
}
