using Downright.Vetting;

namespace Downright.Cli.Output;

/// <summary>What <c>vet</c> reports.</summary>
/// <param name="Schema">The document's kind and version.</param>
/// <param name="Items">One item a scaler, in the order in which they were given.</param>
internal sealed record VetReport(string Schema, IReadOnlyList<VetItem> Items)
{
    /// <summary>Makes the report of results.</summary>
    public static VetReport Of(IEnumerable<Vetted> results) => new("downright/vet/1", [.. results.Select(VetItem.Of)]);
}

/// <summary>One scaler that was vetted.</summary>
/// <param name="Scaler">Its name, or the command.</param>
/// <param name="Verdict">The worst verdict over all ratios.</param>
/// <param name="VerdictWhereBothShrink">The worst verdict where neither axis grows; null where there are no such ratios.</param>
/// <param name="Worst">The sizes that decided; null where there were none.</param>
/// <param name="Reasons">Why.</param>
/// <param name="SafeSetting">A robust setting of the same library; null where none is known or needed.</param>
/// <param name="Ratios">What was found at each pair of sizes.</param>
/// <param name="Node">The node of a model that it is; null where it is none.</param>
internal sealed record VetItem(string Scaler, string Verdict, string? VerdictWhereBothShrink, VetSizes? Worst, IReadOnlyList<string> Reasons, string? SafeSetting, IReadOnlyList<VetRatio> Ratios, VettedNode? Node)
{
    /// <summary>Makes the item of a result.</summary>
    public static VetItem Of(Vetted vetted) => new(
        vetted.Scaler,
        VerdictWords.Of(vetted.Verdict),
        vetted.Result?.VerdictWhereBothShrink is { } verdict ? VerdictWords.Of(verdict) : null,
        vetted.Result is { Worst.Geometry: var (source, target) } ? new VetSizes(source, target) : null,
        vetted.Reasons,
        vetted.SafeSetting,
        [.. (vetted.Result?.Geometries ?? []).Select(VetRatio.Of)],
        vetted.Node);
}

/// <summary>A pair of sizes.</summary>
/// <param name="SourceSize">The size that is scaled from.</param>
/// <param name="Size">The size that is scaled to.</param>
internal sealed record VetSizes(ImageSize SourceSize, ImageSize Size);

/// <summary>What was found at one pair of sizes. The numbers are null where the scaler has no linear separable model.</summary>
/// <param name="SourceSize">The size that is scaled from.</param>
/// <param name="Size">The size that is scaled to.</param>
/// <param name="Verdict">The verdict at these sizes.</param>
/// <param name="Reasons">Why.</param>
/// <param name="ConsideredFraction">The share of the source pixels that count, 0–1.</param>
/// <param name="Concentration">How evenly an output spreads its weight.</param>
/// <param name="LargestWeight">The largest weight of any pixel in any output.</param>
/// <param name="Energy">The least energy that shifts every output alike, relative to shifting every pixel.</param>
/// <param name="EnergyBound">A lower bound of the energy for every pattern of signs.</param>
/// <param name="PsnrCeilingDb">The PSNR that no attack exceeds which moves every output by the policy's shift; null where there is no bound.</param>
/// <param name="MinChangedFraction">The share of pixels that every such attack changes at least.</param>
/// <param name="LinearityResidual">The largest difference between outputs and model, in grey levels; null where the scaler failed.</param>
internal sealed record VetRatio(
    ImageSize SourceSize,
    ImageSize Size,
    string Verdict,
    IReadOnlyList<string> Reasons,
    double? ConsideredFraction,
    double? Concentration,
    double? LargestWeight,
    double? Energy,
    double? EnergyBound,
    double? PsnrCeilingDb,
    double? MinChangedFraction,
    double? LinearityResidual)
{
    /// <summary>Makes the entry of one geometry.</summary>
    public static VetRatio Of(GeometryVerdict found) => new(
        found.Geometry.Source,
        found.Geometry.Target,
        VerdictWords.Of(found.Verdict),
        found.Reasons,
        found.Measures?.ConsideredFraction,
        found.Measures?.Concentration,
        found.Measures?.LargestWeight,
        found.Measures?.Energy,
        found.Measures?.EnergyBound,
        found.Measures is { } measures && double.IsFinite(measures.PsnrCeiling) ? measures.PsnrCeiling : null,
        found.Measures?.LeastChangedFraction,
        found.LinearityResidual);
}
