using System.Globalization;
using System.Text;

namespace Downright.Matrix;

/// <summary><c>docs/matrix.md</c>: the matrix for people.</summary>
internal static class MatrixTable
{
    private const string Head = """
        # The matrix: which scalers can be attacked

        Every way to scale of every library that there is an adapter for, vetted as a black box: 8-bit RGB to 64×64 from ten sizes (ratios 2, 3, 4, 4.57, 6, 8, 12 and 18.3, one pair of different ratios, one axis that grows by a pixel). `matrix.json` beside this page has all numbers.

        ```
        dotnet build -c Release                                                      # ML.NET is a program of its own
        dotnet run -c Release --project eval/Downright.Matrix                        # writes both files
        dotnet run -c Release --project eval/Downright.Matrix -- --diff docs/matrix.json   # lists what changed; exit code 1 if anything did
        ```

        - **Where both axes shrink** and **where one axis grows** stand apart: most libraries go on to interpolate as soon as an axis grows. A row that is robust where both axes shrink, such as `opencv:area`, is safe for everything that is really scaled down.
        - The numbers are those of the worst pair of sizes at which both axes shrink. **Energy** is what a typical attack costs next to one on exact area scaling, 1 for area; the **bound** is what every attack costs at least; no attack that moves every output by 64 levels leaves a PSNR above the **ceiling** ([bound.md](methods/bound.md)).
        - **Residual**: grey levels between the scaler's bytes and its linear separable model. Beyond 3 there is no such model, and no bound either ([vetting.md](methods/vetting.md)): such a row is vulnerable where single pixels visibly decide, else undetermined. **Undetermined is not safe**: mipmaps, sharpening kernels and pre-sampling end up there.
        - Calls that keep the aspect ratio (they crop, pad, or return another size) are vetted from sources of the target's aspect ratio only.
        - ● marks what the library does unless told otherwise.
        - [matrix-confirmation.md](matrix-confirmation.md) has real attacks on rows of this table.


        """;

    /// <summary>The page.</summary>
    public static string Text(MatrixReport report)
    {
        var text = new StringBuilder(Head.ReplaceLineEndings("\n"));
        IGrouping<string, MatrixRow>[] libraries = [.. report.Rows.GroupBy(row => row.Library)];
        text.Append("## What the libraries do unless told otherwise\n\n| library | version | call | where both axes shrink | where one axis grows | safe setting |\n| --- | --- | --- | --- | --- | --- |\n");
        foreach (MatrixRow row in report.Rows.Where(row => row.Default))
            text.Append(CultureInfo.InvariantCulture, $"| {row.Library} | {row.Version} | `{row.Call}` | {Verdict(row.VerdictWhereBothShrink)} | {Verdict(row.VerdictWhereOneAxisGrows)} | {Setting(row)} |\n");
        foreach (IGrouping<string, MatrixRow> library in libraries) Append(text, library);
        return text.ToString();
    }

    private static void Append(StringBuilder text, IGrouping<string, MatrixRow> library)
    {
        MatrixRow first = library.First();
        text.Append(CultureInfo.InvariantCulture, $"\n## {library.Key}\n\nVersion {first.Version}, vetted on {library.Max(row => row.Date)}.");
        if (library.FirstOrDefault(row => row.SafeSetting is not null) is { } unsafeRow) text.Append(CultureInfo.InvariantCulture, $" Safe setting: {Setting(unsafeRow)}.");
        text.Append("\n\n| scaler | call | where both axes shrink | where one axis grows | worst where both shrink | considered | concentration | energy | bound | ceiling, dB | residual |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
        foreach (MatrixRow row in library)
        {
            MatrixRatio? worst = row.WorstWhereBothShrink;
            text.Append(CultureInfo.InvariantCulture, $"| {(row.Default ? "● " : "")}`{row.Scaler}` | `{row.Call}` | {Verdict(row.VerdictWhereBothShrink)} | {Verdict(row.VerdictWhereOneAxisGrows)} | {worst?.Geometry} | ");
            text.Append(CultureInfo.InvariantCulture, $"{Number(worst?.ConsideredFraction, "P1")} | {Number(worst?.Concentration, "0.000")} | {Number(worst?.Energy, "0.000")} | {Number(worst?.EnergyBound, "0.000")} | {Number(worst?.PsnrCeilingDb, "0.0")} | {Number(worst?.LinearityResidual, "0.0")} |\n");
        }

        MatrixRow[] undetermined = [.. library.Where(row => row.VerdictWhereBothShrink == "undetermined")];
        if (undetermined.Length == 0) return;
        text.Append("\nWhy undetermined:\n\n");
        foreach (MatrixRow row in undetermined) text.Append(CultureInfo.InvariantCulture, $"- `{row.Scaler}`: {string.Join("; ", row.Reasons)}\n");
    }

    private static string Verdict(string? verdict) => verdict == "vulnerable" ? "**vulnerable**" : verdict ?? "";

    private static string Setting(MatrixRow row) => row.SafeSetting is not { } setting ? "it is safe" : setting;

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "";
}
