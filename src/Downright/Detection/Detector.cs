namespace Downright.Detection;

/// <summary>
/// Tells attack images from others. It never changes but for what it keeps compiled: any number of threads may share one,
/// for images of any sizes.
/// </summary>
public sealed class Detector
{
    private readonly DetectionCache _cache = new();
    private readonly Decisions _decisions;

    /// <summary>Creates a detector.</summary>
    /// <param name="options">What images are examined for; null for the defaults.</param>
    /// <exception cref="ArgumentException">
    /// For one of the targets no method has a threshold at this false-positive rate: every image would be clean. The message
    /// says why.
    /// </exception>
    public Detector(DetectionOptions? options = null)
    {
        Options = options ?? new DetectionOptions();
        _decisions = new Decisions(Options);
    }

    /// <summary>What images are examined for.</summary>
    public DetectionOptions Options { get; }

    /// <summary>
    /// Whether the results depend on colours: some method looks at them, or what is hidden is to be revealed. If not, an
    /// image that is grey already, (77 R + 150 G + 29 B + 128) / 256, gives the same results.
    /// </summary>
    public bool NeedsColours => Options.Reveal || _decisions.Methods.Any(method => _decisions.Targets.Any(method.NeedsColours));

    /// <summary>The methods that decide nothing for one of the targets, since they have no threshold, each with its reason.</summary>
    public IReadOnlyList<string> Undecided => _decisions.Undecided;

    /// <summary>Examines an image.</summary>
    /// <param name="image">The image, of any size and pixel format; alpha is left out of account.</param>
    /// <param name="cancellation">Stops between methods and between targets.</param>
    /// <returns>
    /// The verdict is the most suspicious of all targets'; without methods chosen, the ensemble's, else any method's that
    /// reaches its threshold. The false-positive rate is that of one method for one target.
    /// </returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public DetectionResult Detect(PixelImage<byte> image, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        (Examination Examination, MethodScore[] Scores)[] all =
            [.. _decisions.Targets.Select(target => new Examination(image, target, _cache, cancellation)).Select(examination => (examination, Score(examination).ToArray()))];
        (MethodScore Score, Examination Examination)[] deciding =
        [
            .. all.SelectMany(target => target.Scores.Where(score => _decisions.Decides(score.Name)).Select(score => (Score: score, target.Examination)))
                .Where(pair => pair.Score.Score is not null)
                .OrderByDescending(pair => pair.Score.Threshold is not null)
                .ThenByDescending(pair => pair.Score.Excess),
        ];
        var (worst, examined) = Closest(image, deciding);
        var result = new DetectionResult
        {
            Verdict = worst is { IsSuspicious: true } ? DetectionVerdict.Attack : DetectionVerdict.Clean,
            Score = worst?.Score,
            Threshold = worst?.Threshold,
            FalsePositiveRate = Options.FalsePositiveRate,
            Methods = [.. all.SelectMany(target => target.Scores)],
            Reason = worst?.Threshold is null ? all.SelectMany(target => target.Scores).FirstOrDefault(score => _decisions.Decides(score.Name) && score.Reason is not null)?.Reason : null,
        };
        return result.Verdict == DetectionVerdict.Attack ? Explained(result, worst!, examined!, cancellation) : result;
    }

    /// <summary>The most suspicious score; where attacks for several scalers would leave as much, that of the scaler that fits best.</summary>
    private static (MethodScore? Score, Examination? Examination) Closest(PixelImage<byte> image, (MethodScore Score, Examination Examination)[] deciding)
    {
        if (deciding is not [var first, ..]) return default;
        var rivals = deciding.Where(pair => pair.Score.IsSuspicious && pair.Score.Name == first.Score.Name && pair.Score.Size == first.Score.Size && pair.Score.Scaler is not null).ToArray();
        if (rivals.Length < 2 || first.Score.Size is not { } size) return first;
        ScalerProfile closest = ResidualSearch.Closest(image, size, rivals.Select(pair => pair.Score.Scaler!));
        return rivals.First(pair => pair.Score.Scaler == closest);
    }

    /// <summary>Adds what the attack is for, where it is and what it hides.</summary>
    private DetectionResult Explained(DetectionResult result, MethodScore worst, Examination examined, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        PixelImage<byte> image = examined.Image;
        Residual? found = examined.Residual.Found;
        ImageSize? size = worst.Size ?? found?.Size;
        ScalerProfile? scaler = worst.Scaler ?? found?.Scaler;
        ChangeMap? map = found is null ? null : _cache.Residuals.Map(image, found);
        return result with
        {
            EstimatedSize = size,
            EstimatedScaler = scaler,
            Regions = map?.Regions() ?? [],
            Revealed = Options.Reveal && size is { } to && scaler is not null ? _cache.Scalers.Get(scaler, image.Size, to).Scale(image, to) : null,
            Heatmap = Options.Heatmap ? map?.Heatmap() : null,
        };
    }

    private IEnumerable<MethodScore> Score(Examination examination) =>
        _decisions.Methods.Select(method => _decisions.WithThreshold(method.Score(examination), examination.Target));
}
