namespace Downright.Matrix;

/// <summary>The matrix as <c>docs/matrix.json</c> holds it.</summary>
/// <param name="Schema">The document's kind and version.</param>
/// <param name="Rows">A row for each way to scale of each library.</param>
internal sealed record MatrixReport(string Schema, IReadOnlyList<MatrixRow> Rows)
{
    /// <summary>The kind and version that this program writes.</summary>
    public const string Kind = "downright/matrix/1";
}

/// <summary>One way to scale, vetted.</summary>
/// <param name="Library">The library, and the package or program that it was called through.</param>
/// <param name="Version">Its version.</param>
/// <param name="Date">The day on which it was vetted, UTC, as yyyy-MM-dd.</param>
/// <param name="Scaler">Its name; a library and a name make a row's key.</param>
/// <param name="Call">How one writes it.</param>
/// <param name="Default">Whether it is what the library does unless told otherwise.</param>
/// <param name="Verdict">The worst verdict over the sweep.</param>
/// <param name="VerdictWhereBothShrink">The worst verdict where neither axis grows.</param>
/// <param name="VerdictWhereOneAxisGrows">The worst verdict where one axis grows.</param>
/// <param name="Reasons">Why the verdict.</param>
/// <param name="SafeSetting">What to use of the library instead; null where the verdict is robust.</param>
/// <param name="Ratios">What was found at each pair of sizes.</param>
internal sealed record MatrixRow(
    string Library,
    string Version,
    string Date,
    string Scaler,
    string Call,
    bool Default,
    string Verdict,
    string? VerdictWhereBothShrink,
    string? VerdictWhereOneAxisGrows,
    IReadOnlyList<string> Reasons,
    string? SafeSetting,
    IReadOnlyList<MatrixRatio> Ratios)
{
    /// <summary>Library and name.</summary>
    public (string Library, string Scaler) Key => (Library, Scaler);

    /// <summary>The geometry that decided where both axes shrink; null where the sweep has none.</summary>
    public MatrixRatio? WorstWhereBothShrink => Ratios.Where(r => !r.Grows)
        .OrderByDescending(r => r.Verdict == VerdictWhereBothShrink).ThenBy(r => r.EnergyBound ?? 0).FirstOrDefault();
}

/// <summary>What was found at one pair of sizes, with four significant digits. The numbers are null where there is no linear separable model.</summary>
/// <param name="SourceSize">Width and height that were scaled from.</param>
/// <param name="Size">Width and height that were scaled to.</param>
/// <param name="Verdict">The verdict at these sizes.</param>
/// <param name="ConsideredFraction">The share of the source pixels that count, 0–1.</param>
/// <param name="Concentration">How evenly an output spreads its weight.</param>
/// <param name="LargestWeight">The largest weight of any pixel in any output.</param>
/// <param name="Energy">The least energy that shifts every output alike, relative to shifting every pixel.</param>
/// <param name="EnergyBound">A lower bound of the energy for every pattern of signs.</param>
/// <param name="PsnrCeilingDb">The PSNR that no attack exceeds which moves every output by 64 levels.</param>
/// <param name="MinChangedFraction">The share of pixels that every such attack changes at least.</param>
/// <param name="LinearityResidual">The largest difference between outputs and model, in grey levels.</param>
internal sealed record MatrixRatio(
    IReadOnlyList<int> SourceSize,
    IReadOnlyList<int> Size,
    string Verdict,
    double? ConsideredFraction,
    double? Concentration,
    double? LargestWeight,
    double? Energy,
    double? EnergyBound,
    double? PsnrCeilingDb,
    double? MinChangedFraction,
    double? LinearityResidual)
{
    /// <summary>Whether at least one axis grows.</summary>
    public bool Grows => SourceSize[0] < Size[0] || SourceSize[1] < Size[1];

    /// <summary>Both sizes, such as <c>256x256 to 64x64</c>.</summary>
    public string Geometry => $"{SourceSize[0]}x{SourceSize[1]} to {Size[0]}x{Size[1]}";
}
