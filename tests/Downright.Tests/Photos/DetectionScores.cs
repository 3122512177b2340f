using System.Collections.Concurrent;
using System.Globalization;
using Downright.Detection;

namespace Downright.Tests.Photos;

/// <summary>Scores of some methods by what was known, kind of picture and scaler, and what of them reaches thresholds.</summary>
/// <param name="methods">The methods.</param>
internal sealed class DetectionScores(IReadOnlyList<string> methods)
{
    /// <summary>Ends the kind of benign pictures that are photographs as they are or compressed.</summary>
    public const string Plain = ", plain";

    private const double FalsePositives = 0.01;

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

    /// <summary>Scores a picture for several targets; what makes no difference to a method is not scored again.</summary>
    public void Add(PixelImage<byte> image, IReadOnlyList<DetectionTarget> targets, string known, IReadOnlyList<string> kinds)
    {
        Dictionary<(string, DetectionTarget), double?> done = [];
        foreach (DetectionTarget target in targets)
        {
            var examination = new Examination(image, target, _cache, CancellationToken.None);
            foreach (DetectionMethod method in methods.Select(DetectionMethods.Named))
            {
                var key = (method.Name, method.Relevant(target));
                if (!done.TryGetValue(key, out double? score)) done[key] = score = method.Score(examination).Score;
                foreach (string kind in kinds) _scores.Add((method.Name, known, kind, target.Scaler!.Name, score));
            }
        }
    }

    /// <summary>The share that reaches the threshold of the calibration half, by scaler where that was known; no score reaches none.</summary>
    public string Rate(string method, string known, string kind, string? scaler = null, bool plain = false)
    {
        string calibration = plain ? "calibration" + Plain : "calibration";
        if (plain && kind == "benign") kind += Plain;
        var ofMethod = _scores.Where(score => score.Method == method && score.Known == known).ToArray();
        Dictionary<string, double?> thresholds = ofMethod
            .Where(score => score.Kind == calibration && score.Score is not null)
            .GroupBy(score => known == "known" ? score.Scaler : "")
            .ToDictionary(group => group.Key, group => new ThresholdTail([.. group.Select(score => new[] { score.Score!.Value })]).Of(method).At(FalsePositives)?.Score);
        if (thresholds.ContainsValue(null)) return "no threshold";
        return Share([.. ofMethod
            .Where(score => score.Kind == kind && (scaler is null || score.Scaler == scaler))
            .Select(score => score.Score >= thresholds.GetValueOrDefault(known == "known" ? score.Scaler : ""))]);
    }

    /// <summary>A share in percent with its 95 % interval (Wilson).</summary>
    public static string Share(IReadOnlyCollection<bool> outcomes)
    {
        if (outcomes.Count == 0) return "–";
        const double Z = 1.96;
        double n = outcomes.Count, p = outcomes.Count(outcome => outcome) / n;
        double middle = (p + (Z * Z / (2 * n))) / (1 + (Z * Z / n)), half = Z / (1 + (Z * Z / n)) * Math.Sqrt((p * (1 - p) / n) + (Z * Z / (4 * n * n)));
        return string.Create(CultureInfo.InvariantCulture, $"{100 * p:0.0} ({100 * Math.Max(0, middle - half):0.0}–{100 * Math.Min(1, middle + half):0.0})");
    }
}
