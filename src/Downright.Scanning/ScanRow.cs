using System.Text.Json.Serialization;

namespace Downright.Scanning;

/// <summary>What a scan says of one image: a line of a part file, a row of the merged table.</summary>
public sealed record ScanRow
{
    /// <summary>The verdict of images that could be read and show nothing.</summary>
    public const string Clean = "clean";

    /// <summary>The verdict of attack images.</summary>
    public const string Attack = "attack";

    /// <summary>The verdict of images that could not be read.</summary>
    public const string Bad = "error";

    /// <summary>The shard, from 0.</summary>
    public int Shard { get; init; }

    /// <summary>The row's number in its shard, from 0.</summary>
    public int Index { get; init; }

    /// <summary>The file that holds the image, as it was named or found.</summary>
    public required string Input { get; init; }

    /// <summary>The archive's member or the number of the table's row; null where the file is the image.</summary>
    public string? Member { get; init; }

    /// <summary>The image's number among those of its archive or table, from 0: members may have the same name. Null where the file is the image.</summary>
    public int? Ordinal { get; init; }

    /// <summary><see cref="Clean"/>, <see cref="Attack"/> or <see cref="Bad"/>.</summary>
    public required string Verdict { get; init; }

    /// <summary>The combined score, 0–1, larger is more suspicious; null where there is none.</summary>
    public double? Score { get; init; }

    /// <summary>The score from which on the verdict is attack; null where no method could judge the image.</summary>
    public double? Threshold { get; init; }

    /// <summary>The share of benign images that reach the threshold, 0–1.</summary>
    public double? FalsePositiveRate { get; init; }

    /// <summary>The image's width in pixels, orientation applied; null where it could not be read.</summary>
    public int? Width { get; init; }

    /// <summary>The image's height in pixels.</summary>
    public int? Height { get; init; }

    /// <summary>The width of the target size that the image fits best; null where nothing was found.</summary>
    public int? EstimatedWidth { get; init; }

    /// <summary>The height of that size.</summary>
    public int? EstimatedHeight { get; init; }

    /// <summary>The scaler that the image fits best; null where nothing was found.</summary>
    public string? EstimatedScaler { get; init; }

    /// <summary>The methods whose scores reach their thresholds, apart by commas; null where there are none.</summary>
    public string? Methods { get; init; }

    /// <summary>Why no method could judge an image that could be read, such as that it has the target size already; null where one did.</summary>
    public string? Reason { get; init; }

    /// <summary>The SHA-256 of the encoded image in hexadecimal, of findings alone: what a baseline knows them by.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Why the image could not be read; null where it could.</summary>
    public string? Error { get; init; }

    /// <summary>How messages name the image.</summary>
    [JsonIgnore]
    public string Name => Member is null ? Input : $"{Input}#{Member}";
}

/// <summary>How rows become lines: keys in snake case, nulls left out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ScanRow))]
[JsonSerializable(typeof(Plans.PlannedInput))]
internal sealed partial class LineContext : JsonSerializerContext;
