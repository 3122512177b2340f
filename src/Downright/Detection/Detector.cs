namespace Downright.Detection;

/// <summary>
/// Tells attack images from others. It never changes but for what it keeps compiled: any number of threads may share one,
/// for images of any sizes.
/// </summary>
public sealed class Detector
{
    private readonly DetectionCache _cache = new();
    private readonly DetectionMethod[] _methods;
    private readonly DetectionThresholds _thresholds;

    /// <summary>Creates a detector.</summary>
    /// <param name="options">What images are examined for; null for the defaults.</param>
    public Detector(DetectionOptions? options = null)
    {
        Options = options ?? new DetectionOptions();
        _methods = [.. (Options.Methods is [] ? DetectionMethods.Recommended : Options.Methods).Select(DetectionMethods.Named)];
        _thresholds = Options.Thresholds ?? DetectionThresholds.Default;
    }

    /// <summary>What images are examined for.</summary>
    public DetectionOptions Options { get; }

    /// <summary>Examines an image.</summary>
    /// <param name="image">The image, of any size and pixel format.</param>
    /// <param name="cancellation">Stops between methods.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public DetectionResult Detect(PixelImage<byte> image, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        MethodScore[] scores = [.. DetectionTarget.All(Options).SelectMany(target => Score(new Examination(image, target, _cache, cancellation)))];
        MethodScore? worst = scores.Where(score => score.Threshold is not null).MaxBy(score => score.Score - score.Threshold)
            ?? scores.Where(score => score.Score is not null).MaxBy(score => score.Score);
        bool attack = worst is { IsSuspicious: true };
        return new DetectionResult
        {
            Verdict = attack ? DetectionVerdict.Attack : DetectionVerdict.Clean,
            Score = worst?.Score,
            Threshold = worst?.Threshold,
            FalsePositiveRate = Options.FalsePositiveRate,
            Methods = scores,
            EstimatedSize = worst?.Size,
            EstimatedScaler = worst?.Scaler,
            Revealed = attack && Options.Reveal && worst is { Size: { } size, Scaler: { } scaler } ? _cache.Scalers.Get(scaler, image.Size, size).Scale(image, size) : null,
        };
    }

    private IEnumerable<MethodScore> Score(Examination examination) => _methods.Select(method => WithThreshold(method.Score(examination), examination.Target));

    private MethodScore WithThreshold(MethodScore score, DetectionTarget known)
    {
        if (score.Score is null) return score;
        ThresholdLevel? level = _thresholds.For(score.Name, known)?.At(Options.FalsePositiveRate);
        return level is null
            ? score with { Reason = FormattableString.Invariant($"no threshold was calibrated at a false-positive rate of {Options.FalsePositiveRate}") }
            : score with { Threshold = level.Score, FalsePositiveRate = level.FalsePositiveRate, IsExtrapolated = level.Extrapolated };
    }
}
