namespace Downright.Detection;

/// <summary>Thresholds of every method, size and family of scalers, calibrated on benign images.</summary>
public sealed class DetectionThresholds
{
    private static readonly Lazy<DetectionThresholds> Shipped = new(ReadShipped);

    private readonly ILookup<string, MethodThreshold> _byMethod;

    /// <summary>Collects thresholds.</summary>
    public DetectionThresholds(IReadOnlyList<MethodThreshold> methods)
    {
        ArgumentNullException.ThrowIfNull(methods);
        Methods = methods;
        _byMethod = methods.ToLookup(method => method.Method);
    }

    /// <summary>
    /// The thresholds that ship with the library, from photographs and rendered pictures; <see cref="Description"/> and
    /// <see cref="Date"/> say which and when.
    /// </summary>
    public static DetectionThresholds Default => Shipped.Value;

    /// <summary>When they were calibrated.</summary>
    public DateOnly Date { get; init; }

    /// <summary>The number of benign images.</summary>
    public int Images { get; init; }

    /// <summary>What the benign images are.</summary>
    public string Description { get; init; } = "";

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

    /// <summary>Writes the thresholds as JSON.</summary>
    /// <returns>UTF-8 text.</returns>
    public ReadOnlyMemory<byte> ToJson() => ThresholdFile.Write(this);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">UTF-8 text.</param>
    /// <exception cref="FormatException">The text is no such file; the message says why.</exception>
    public static DetectionThresholds Parse(ReadOnlyMemory<byte> json) => ThresholdFile.Parse(json);

    /// <summary>What they rest on.</summary>
    public override string ToString() => FormattableString.Invariant($"{Methods.Count} thresholds from {Images} images, {Date:yyyy-MM-dd}");

    private static DetectionThresholds ReadShipped()
    {
        using Stream stream = typeof(DetectionThresholds).Assembly.GetManifestResourceStream("Downright.Detection.thresholds.json")!;
        byte[] json = new byte[stream.Length];
        stream.ReadExactly(json);
        return Parse(json);
    }

    private static double DistanceOf(ImageSize? size, ImageSize wanted) =>
        size is { } known ? Math.Abs(Math.Log((double)known.Pixels / wanted.Pixels)) : double.MaxValue;
}
