using Downright.Detection;

namespace Downright.Cli.Output;

/// <summary>What <c>detect</c> reports.</summary>
/// <param name="Schema">The document's kind and version.</param>
/// <param name="Items">One item an image, in the order of the inputs.</param>
internal sealed record DetectReport(string Schema, IReadOnlyList<DetectItem> Items)
{
    /// <summary>Makes the report of items.</summary>
    public static DetectReport Of(IReadOnlyList<DetectItem> items) => new("downright/detect/1", items);
}

/// <summary>What <c>detect --calibrate</c> reports.</summary>
/// <param name="Schema">The document's kind and version.</param>
/// <param name="Output">The file of thresholds.</param>
/// <param name="Images">The images that they rest on.</param>
/// <param name="Errors">The images that could not be read.</param>
/// <param name="Thresholds">The methods, families and sizes that have thresholds.</param>
internal sealed record CalibrationReport(string Schema, string Output, int Images, int Errors, int Thresholds);

/// <summary>One image that was examined.</summary>
/// <param name="Input">The file read.</param>
/// <param name="Verdict"><c>clean</c>, <c>attack</c> or <c>error</c>.</param>
/// <param name="Score">The deciding score, 0–1; null where no method had one.</param>
/// <param name="Threshold">From which score on the verdict is attack.</param>
/// <param name="FalsePositiveRate">The share of benign images that reach the threshold.</param>
/// <param name="Methods">Every method's score, or its reason for having none.</param>
/// <param name="EstimatedSize">The attack's target size.</param>
/// <param name="EstimatedScaler">The attack's scaler.</param>
/// <param name="Regions">Where the image was changed.</param>
/// <param name="Revealed">The file with the hidden image; null where none was asked for or found.</param>
/// <param name="Heatmap">The file with the map of changes; null where none was asked for or found.</param>
/// <param name="Error">Why the image could not be read; null otherwise.</param>
internal sealed record DetectItem(
    string Input,
    string Verdict,
    double? Score,
    double? Threshold,
    double? FalsePositiveRate,
    IReadOnlyList<DetectMethod> Methods,
    ImageSize? EstimatedSize,
    string? EstimatedScaler,
    IReadOnlyList<DetectRegion> Regions,
    string? Revealed,
    string? Heatmap,
    string? Error)
{
    /// <summary>Makes the item of a result.</summary>
    public static DetectItem Of(string input, DetectionResult result, string? revealed, string? heatmap) => new(
        input,
        result.Verdict == DetectionVerdict.Attack ? "attack" : "clean",
        result.Score,
        result.Threshold,
        result.FalsePositiveRate,
        [.. result.Methods.Select(DetectMethod.Of)],
        result.EstimatedSize,
        result.EstimatedScaler?.Name,
        [.. result.Regions.Select(region => new DetectRegion(region.X, region.Y, region.Size))],
        revealed,
        heatmap,
        null);

    /// <summary>Makes the item of an image that could not be read.</summary>
    public static DetectItem Failed(string input, string error) => new(input, "error", null, null, null, [], null, null, [], null, null, error);
}

/// <summary>What one method says.</summary>
/// <param name="Name">The method.</param>
/// <param name="Score">Its score, 0–1; null where it has none.</param>
/// <param name="Threshold">From which score on it speaks for an attack.</param>
/// <param name="Extrapolated">Whether the threshold rests on a fitted tail.</param>
/// <param name="Reason">Why there is no score or no threshold.</param>
/// <param name="Size">The target size that was scored.</param>
/// <param name="Scaler">The scaler that was scored.</param>
internal sealed record DetectMethod(string Name, double? Score, double? Threshold, bool Extrapolated, string? Reason, ImageSize? Size, string? Scaler)
{
    /// <summary>Makes the entry of a score.</summary>
    public static DetectMethod Of(MethodScore score) =>
        new(score.Name, score.Score, score.Threshold, score.IsExtrapolated, score.Reason, score.Size, score.Scaler?.Name);
}

/// <summary>A part of an image.</summary>
/// <param name="X">The left column.</param>
/// <param name="Y">The top row.</param>
/// <param name="Size">Width and height.</param>
internal sealed record DetectRegion(int X, int Y, ImageSize Size);
