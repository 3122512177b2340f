using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Downright.Analysis;
using Downright.Detection;
using Downright.Scaling;

namespace Downright.Tests.Photos;

/// <summary>
/// What detection reaches on photographs: thresholds from one half of them, attacks on the other. DOWNRIGHT_APPROVE=1
/// writes the table anew.
/// </summary>
public sealed class DetectionTableTests
{
    private const double Rate = 0.01;

    /// <summary>The published methods, which take most of the time, see every fourth picture.</summary>
    private const int PublishedStep = 4;

    private static readonly string[] Published = [.. DetectionMethods.All.Select(method => method.Name).Except(DetectionMethods.Recommended)];

    [Fact]
    public void Attacks_are_found_as_the_table_says()
    {
        IReadOnlyList<PixelImage<byte>> photos = PhotoFolder.All();
        PixelImage<byte>[] calibration = [.. photos.Where((_, i) => i % 2 == 0)], test = [.. photos.Where((_, i) => i % 2 == 1)];
        Scoring ours = new(DetectionMethods.Recommended), published = new(Published);
        var revealed = new ConcurrentBag<(string Scaler, bool Exact, double Psnr)>();

        ForEach([.. BenignPictures.Of(calibration)], (make, i) => Benign(make(), i, "calibration"));
        ForEach([.. BenignPictures.Of(test, firstDrawn: calibration.Length)], (make, i) => Benign(make(), i, "benign"));
        ForEach(test, (photo, i) =>
        {
            if (DetectionCase.SizeFor(photo, i) is not { } size) return;
            for (int scaler = 0; scaler < DetectionCase.Scalers.Length; scaler++)
            {
                bool all = scaler == i / PublishedStep % DetectionCase.Scalers.Length;
                var attacked = new DetectionCase(photo, test[(i + 5 + (3 * scaler)) % test.Length], ScalerProfile.Parse(DetectionCase.Scalers[scaler]), size, i);
                foreach (var (kind, image, target) in attacked.Attacks(all))
                {
                    var known = new DetectionTarget(size, attacked.Scaler);
                    ours.Add(image, known, "known", kind, attacked.Scaler.Name);
                    MethodScore found = ours.Add(image, new DetectionTarget(), "nothing", kind, attacked.Scaler.Name);
                    ours.Add(image, new DetectionTarget(size), "size", kind, attacked.Scaler.Name);
                    if (all && i % PublishedStep == 0) published.Add(image, known, "known", kind, attacked.Scaler.Name);
                    if (kind == DetectionCase.Kinds[0] && found is { Size: { } exact, Scaler: { } guess })
                        revealed.Add((attacked.Scaler.Name, exact == size, exact == size ? ImageMetrics.Psnr(new ProfileScaler(guess).Scale(image, exact), target) : 0));
                }
            }
        });

        ApprovedTable.Check("detection-table.md", Heading(calibration.Length, test.Length) + Tables(ours, published, revealed));

        void Benign(PixelImage<byte> picture, int i, string part)
        {
            ours.Add(picture, new DetectionTarget(), "nothing", part, "");
            if (DetectionCase.SizeFor(picture, i) is not { } size) return;
            ours.Add(picture, new DetectionTarget(size), "size", part, "");
            for (int scaler = 0; scaler < DetectionCase.Scalers.Length; scaler++)
            {
                string name = DetectionCase.Scalers[scaler];
                var known = new DetectionTarget(size, ScalerProfile.Parse(name));
                ours.Add(picture, known, "known", part, name);
                if (scaler == i % DetectionCase.Scalers.Length && i / DetectionCase.Scalers.Length % PublishedStep == 0) published.Add(picture, known, "known", part, name);
            }
        }
    }

    private static string Heading(int calibration, int test) => string.Create(CultureInfo.InvariantCulture, $"""
        # Detection on photographs

        The {calibration} photographs with even places in the folder's order calibrate the thresholds, the {test} with odd places are attacked (`tests/Downright.Tests/Photos/DetectionTableTests.cs`, with `DOWNRIGHT_PHOTOS` naming a folder of photographs). Both halves add each photograph compressed as JPEG at a quality of 30–95 and once changed (enlarged 1.3–2.2 times, sharpened, grey, or halved), and drawn text, screens, line art, halftones, rings and stripes, other ones in each half. Target sizes are 64, 112, 160 and 224, ratios of the shorter side in [2, 8); a local attack covers a fifth of width and height. Every threshold is for 1 % false positives; what it comes to on the test half's benign pictures stands beside it. In brackets: 95 % intervals (Wilson).

        """);

    private static void ForEach<T>(T[] items, Action<T, int> work) =>
        Parallel.For(0, items.Length, new ParallelOptions { MaxDegreeOfParallelism = 3 }, i => work(items[i], i));

    private static string Tables(Scoring ours, Scoring published, IReadOnlyCollection<(string Scaler, bool Exact, double Psnr)> revealed)
    {
        var text = new StringBuilder();
        string[] head = ["benign", .. DetectionCase.Kinds];
        text.AppendLine("\n## The recommended methods, by what is known of the target\n");
        Table(text, "method, known", head, from known in new[] { "known", "size", "nothing" }
                                           from method in DetectionMethods.Recommended
                                           select ($"{method}, {known switch { "known" => "size and scaler", "size" => "size", _ => "nothing" }}", head.Select(kind => ours.Rate(method, known, kind))));
        text.AppendLine("\n## The ensemble, by scaler\n");
        string[] few = [DetectionCase.Kinds[0], DetectionCase.Kinds[1], DetectionCase.Kinds[5], DetectionCase.Kinds[6]];
        Table(text, "scaler", [.. few, .. few.Select(kind => $"{kind}, nothing known"), "size exact", "revealed ≥ 20 dB"], DetectionCase.Scalers.Select(scaler => (scaler, new[] { "known", "nothing" }
            .SelectMany(known => few.Select(kind => ours.Rate(DetectionMethods.Recommended[0], known, kind, scaler)))
            .Append(Share([.. revealed.Where(r => r.Scaler == scaler).Select(r => r.Exact)]))
            .Append(Share([.. revealed.Where(r => r.Scaler == scaler).Select(r => r.Psnr >= 20)])))));
        text.AppendLine(CultureInfo.InvariantCulture, $"\nOver all scalers the target size is exact in {Share([.. revealed.Select(r => r.Exact)])} of the global attacks, and the revealed image has a PSNR of at least 20 dB to the target in {Share([.. revealed.Select(r => r.Psnr >= 20)])}.");
        text.AppendLine("\n## The published methods\n\nSize and scaler known, every fourth picture, one scaler a picture in turn, one threshold a method. `csp` says 0 or 1: no threshold holds it to 1 %, and its false positives are its own. The last column is what the literature reports (docs/methods names it); their images, sizes and scalers were others.\n");
        Table(text, "method", [.. head, "published"], Published.Select(method => (method, head.Select(kind => published.Rate(method, "known", kind)).Append(PublishedFigures.Of(method)))));
        return text.ToString();
    }

    private static void Table(StringBuilder text, string first, IReadOnlyList<string> head, IEnumerable<(string Name, IEnumerable<string> Cells)> rows)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"| {first} | {string.Join(" | ", head)} |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| --- |{string.Concat(head.Select(_ => " --- |"))}");
        foreach (var (name, cells) in rows) text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {string.Join(" | ", cells)} |");
    }

    private static string Share(IReadOnlyCollection<bool> outcomes)
    {
        if (outcomes.Count == 0) return "–";
        const double Z = 1.96;
        double n = outcomes.Count, p = outcomes.Count(outcome => outcome) / n;
        double middle = (p + (Z * Z / (2 * n))) / (1 + (Z * Z / n)), half = Z / (1 + (Z * Z / n)) * Math.Sqrt((p * (1 - p) / n) + (Z * Z / (4 * n * n)));
        return string.Create(CultureInfo.InvariantCulture, $"{100 * p:0.0} ({100 * Math.Max(0, middle - half):0.0}–{100 * Math.Min(1, middle + half):0.0})");
    }

    /// <summary>Scores by method, what was known, kind of picture and scaler.</summary>
    private sealed class Scoring(IReadOnlyList<string> methods)
    {
        private readonly DetectionCache _cache = new();
        private readonly ConcurrentBag<(string Method, string Known, string Kind, string Scaler, double? Score)> _scores = [];

        /// <returns>The first method's score.</returns>
        public MethodScore Add(PixelImage<byte> image, DetectionTarget target, string known, string kind, string scaler)
        {
            var examination = new Examination(image, target, _cache, CancellationToken.None);
            MethodScore[] scores = [.. methods.Select(method => DetectionMethods.Named(method).Score(examination))];
            foreach (MethodScore score in scores) _scores.Add((score.Name, known, kind, scaler, score.Score));
            return scores[0];
        }

        /// <summary>The share that reaches the threshold of the calibration half, by scaler where the methods are ours; no score reaches none.</summary>
        public string Rate(string method, string known, string kind, string? scaler = null)
        {
            var ofMethod = _scores.Where(score => score.Method == method && score.Known == known).ToArray();
            bool byScaler = known == "known" && methods.Count == DetectionMethods.Recommended.Count;
            Dictionary<string, double> thresholds = ofMethod
                .Where(score => score.Kind == "calibration" && score.Score is not null)
                .GroupBy(score => byScaler ? score.Scaler : "")
                .ToDictionary(group => group.Key, group => new ThresholdTail([.. group.Select(score => new[] { score.Score!.Value })]).Of(method).At(DetectionTableTests.Rate)?.Score ?? double.PositiveInfinity);
            return Share([.. ofMethod
                .Where(score => score.Kind == kind && (scaler is null || score.Scaler == scaler))
                .Select(score => score.Score is { } value && thresholds.TryGetValue(byScaler ? score.Scaler : "", out double threshold) && value >= threshold)]);
        }
    }
}
