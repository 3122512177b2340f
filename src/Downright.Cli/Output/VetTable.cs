using System.Globalization;
using Downright.Vetting;

namespace Downright.Cli.Output;

/// <summary>Writes verdicts for people: a line a scaler, then each one's ratios and reasons.</summary>
internal static class VetTable
{
    private static readonly string[] Legend =
    [
        "",
        "energy: what a typical attack costs next to one on area scaling; energy bound: what every attack costs at least, whatever its signs.",
        "PSNR ceiling: no attack that moves every output by 64 levels leaves more likeness to the source; least changed: nor touches fewer pixels.",
        "residual: grey levels between the scaler's bytes and its linear model.",
    ];

    /// <summary>Writes the tables to standard output.</summary>
    public static void Write(IReadOnlyList<Vetted> results)
    {
        TableReport.Write(
            ["scaler", "verdict", "where both axes shrink", "safe setting"],
            results.Select(r => new[] { r.Title, VerdictWords.Of(r.Verdict), r.Result?.VerdictWhereBothShrink is { } verdict ? VerdictWords.Of(verdict) : "", r.SafeSetting ?? "" }));
        for (int i = 0; i < results.Count; i++)
        {
            TableReport.Write(
                [results[i].Title, "verdict", "#considered", "#concentration", "#largest weight", "#energy", "#energy bound", "#PSNR ceiling", "#least changed", "#residual"],
                (results[i].Result?.Geometries ?? []).Select(Row),
                [.. results[i].Reasons, .. i == results.Count - 1 ? Legend : []]);
        }
    }

    private static string[] Row(GeometryVerdict found) =>
    [
        found.Geometry.ToString(), VerdictWords.Of(found.Verdict),
        Text(found.Measures?.ConsideredFraction, "P1"), Text(found.Measures?.Concentration, "0.000"), Text(found.Measures?.LargestWeight, "0.000"),
        Text(found.Measures?.Energy, "0.000"), Text(found.Measures?.EnergyBound, "0.000"),
        found.Measures is { } measures ? $"{Text(measures.PsnrCeiling, "0.0")} dB" : "", Text(found.Measures?.LeastChangedFraction, "P1"), Text(found.LinearityResidual, "0.0"),
    ];

    private static string Text(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "";
}
