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
    /// The benign scores that fit what is known of a target best: those of the scaler's family before those of any, then
    /// those of the nearest size, by the ratio of the pixels. Where nothing is known, those of a search.
    /// </summary>
    /// <returns>Null where the method was not calibrated.</returns>
    public MethodThreshold? For(string method, DetectionTarget known)
    {
        ArgumentNullException.ThrowIfNull(known);
        return _byMethod[method]
            .Where(threshold => threshold.Family is null || threshold.Family == known.Scaler?.Algorithm)
            .Where(threshold => known.Size is not null || threshold.Size is null)
            .OrderBy(threshold => threshold.Family is null)
            .ThenBy(threshold => known.Size is null ? 0 : DistanceOf(threshold.Size, known.Size.Value))
            .FirstOrDefault();
    }

    private static double DistanceOf(ImageSize? size, ImageSize wanted) =>
        size is { } known ? Math.Abs(Math.Log((double)known.Pixels / wanted.Pixels)) : double.MaxValue;
}
