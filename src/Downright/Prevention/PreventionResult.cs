using Downright.Analysis;

namespace Downright.Prevention;

/// <summary>A safe image, and what was done to get it.</summary>
public sealed record PreventionResult
{
    /// <summary>The image: scaled, or full-size with only the considered pixels replaced. It is in memory of its own.</summary>
    public required PixelImage<byte> Image { get; init; }

    /// <summary>The name of the scaler that was used, <c>downright:area</c> for <see cref="PreventionMethod.Area"/>.</summary>
    public required string Scaler { get; init; }

    /// <summary>How the image was made safe.</summary>
    public required PreventionMethod Method { get; init; }

    /// <summary>The size of the source image.</summary>
    public required ImageSize SourceSize { get; init; }

    /// <summary>The size that the scaler scales to, also where the image was only cleaned for it.</summary>
    public required ImageSize Size { get; init; }

    /// <summary>Which pixels a selective filter counted as considered; null for the other methods.</summary>
    public ConsideredMode? Considered { get; init; }

    /// <summary>The bandwidth factor of the median and random filter; null for the other methods.</summary>
    public double? BandwidthFactor { get; init; }

    /// <summary>The seed that was given to the selective random filter; null where it drew a secret one, and for the other methods.</summary>
    public ulong? Seed { get; init; }

    /// <summary>The number of source pixels that were replaced, whether or not their value changed.</summary>
    public long PixelsReplaced { get; init; }

    /// <summary>The number of replaced pixels whose window was nearly all considered, so that its lightest pixels were the candidates.</summary>
    public long FallbackWindows { get; init; }

    /// <summary>Whether a selective filter had nothing to replace because the scaler samples both axes evenly already.</summary>
    public bool BothAxesEven { get; init; }

    /// <summary>Scaler, sizes, method and the number of replaced pixels.</summary>
    public override string ToString() =>
        $"{Scaler} {SourceSize} to {Size}, {Method}: {PixelsReplaced} pixels replaced{(BothAxesEven ? ", both axes are even" : "")}";
}
