namespace Downright.Detection;

/// <summary>Thresholds of every method, size and family of scalers, calibrated on benign images.</summary>
public sealed class DetectionThresholds
{
    private readonly ILookup<string, MethodThreshold> _byMethod;

    /// <summary>Collects thresholds.</summary>
    public DetectionThresholds(IReadOnlyList<MethodThreshold> methods)
    {
        ArgumentNullException.ThrowIfNull(methods);
        Methods = methods;
        _byMethod = methods.ToLookup(method => method.Method);
    }

    /// <summary>No thresholds: scores without verdicts.</summary>
    public static DetectionThresholds None { get; } = new([]);

    /// <summary>The thresholds.</summary>
    public IReadOnlyList<MethodThreshold> Methods { get; }

    /// <summary>
    /// The benign scores that fit best: those of the scaler's family before those of any, then those of the nearest size,
    /// by the ratio of the pixels.
    /// </summary>
    /// <returns>Null where the method was not calibrated.</returns>
    public MethodThreshold? For(string method, ImageSize? size, ScalerProfile? scaler) => _byMethod[method]
        .Where(threshold => threshold.Family is null || threshold.Family == scaler?.Algorithm)
        .OrderBy(threshold => threshold.Family is null)
        .ThenBy(threshold => threshold.Size is { } known && size is { } wanted ? Math.Abs(Math.Log((double)known.Pixels / wanted.Pixels)) : 0)
        .FirstOrDefault();
}
