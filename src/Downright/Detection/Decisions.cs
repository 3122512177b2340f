namespace Downright.Detection;

/// <summary>Which methods may decide for which targets, and from which scores on: known before any image is seen.</summary>
internal sealed class Decisions
{
    private readonly Dictionary<(string Method, DetectionTarget Target), (ThresholdLevel? Level, string? Reason)> _levels = [];
    private readonly List<string> _undecided = [];

    /// <summary>The method that decides alone; null where any does.</summary>
    private readonly string? _decider;

    /// <exception cref="ArgumentException">For some target no method may decide: every image would be clean.</exception>
    public Decisions(DetectionOptions options)
    {
        DetectionThresholds thresholds = options.Thresholds ?? DetectionThresholds.Default;
        _decider = options.Methods is [] ? Ensemble.EnsembleName : null;
        Methods = [.. (options.Methods is [] ? DetectionMethods.Recommended : options.Methods).Distinct().Select(DetectionMethods.Named)];
        Targets = [.. DetectionTarget.All(options).Distinct()];
        foreach (DetectionTarget target in Targets)
        {
            foreach (DetectionMethod method in Methods) _levels[(method.Name, target)] = Level(method, target, thresholds, options.FalsePositiveRate);
            DetectionMethod[] deciding = [.. Methods.Where(method => Decides(method.Name))];
            string[] reasons = [.. deciding.Where(method => _levels[(method.Name, target)].Level is null).Select(method => $"{method}, {target}: {_levels[(method.Name, target)].Reason}")];
            if (reasons.Length == deciding.Length) throw new ArgumentException($"no method can decide: {reasons[0]}");
            _undecided.AddRange(reasons);
        }
    }

    public DetectionMethod[] Methods { get; }

    public DetectionTarget[] Targets { get; }

    /// <summary>What could have decided but has no threshold, and why.</summary>
    public IReadOnlyList<string> Undecided => _undecided;

    public bool Decides(string method) => _decider is null || method == _decider;

    /// <summary>Adds to a score its threshold, or the reason why it has none.</summary>
    public MethodScore WithThreshold(MethodScore score, DetectionTarget target)
    {
        if (score.Score is null) return score;
        var (level, reason) = _levels[(score.Name, target)];
        return level is null
            ? score with { Reason = reason }
            : score with { Threshold = level.Score, FalsePositiveRate = level.FalsePositiveRate, IsExtrapolated = level.Extrapolated };
    }

    private static (ThresholdLevel?, string?) Level(DetectionMethod method, DetectionTarget target, DetectionThresholds thresholds, double rate)
    {
        if (method.Missing(target) is { } missing) return (null, missing);
        if (thresholds.For(method.Name, target) is not { } calibrated) return (null, "no threshold was calibrated");
        return calibrated.At(rate) is { } level ? (level, null) : (null, calibrated.WhyNone(rate));
    }
}
