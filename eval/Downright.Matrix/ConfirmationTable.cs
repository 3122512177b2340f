using System.Globalization;
using System.Text;

namespace Downright.Matrix;

/// <summary><c>docs/matrix-confirmation.md</c>: rows of the matrix under attack.</summary>
internal static class ConfirmationTable
{
    private const string Head = """
        # Rows of the matrix under attack

        A verdict is a statement about attacks, so here are some, on the real libraries. The quadratic attack, which is the optimum for a linear scaler, with ε = 1, on the row's operator (the library's profile, or one recovered from its outputs); what counts are the library's own bytes.

        ```
        dotnet run -c Release --project eval/Downright.Matrix -- confirm --images FOLDER
        ```

        - Pairs: the first five RGB photos by name with sides of at least 320 pixels as sources, at their own size, the next five as targets, area-scaled to 64×64. They were fixed before anything was measured. The project ships no photos.
        - **Gain**: PSNR of attack and source image, minus that of the best attack on exact area scaling for the same pair. **Error**: the largest difference between the library's output and the target image, in grey levels.
        - A vulnerable row is confirmed where every pair gains at least 3 dB and is within ε + 2 of the target; a robust one where no pair gains more than 1 dB. The verdict is that where both axes shrink, as they do here.


        """;

    /// <summary>The page.</summary>
    /// <param name="report">What the attacks reached.</param>
    /// <param name="matrix">The verdicts.</param>
    public static string Text(ConfirmationReport report, MatrixReport matrix)
    {
        var text = new StringBuilder(Head.ReplaceLineEndings("\n"));
        text.Append("| scaler | library | verdict | operator | gain, dB: least | mean | largest | largest error | confirmed |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
        (ConfirmationRow Row, string? Verdict)[] judged = [.. report.Rows.Select(row => (row, matrix.Rows.FirstOrDefault(r => r.Key == (row.Library, row.Scaler))?.VerdictWhereBothShrink))];
        foreach (var (row, verdict) in judged)
            text.Append(CultureInfo.InvariantCulture, $"| `{row.Scaler}` | {row.Library} {row.Version} | {verdict} | {row.Operator} | {Gain(row.Gains.Min())} | {Gain(row.Gains.Average())} | {Gain(row.Gains.Max())} | {row.Errors.Max()} | {(row.Confirms(verdict) ? "yes" : "**no**")} |\n");
        text.Append(CultureInfo.InvariantCulture, $"\n{judged.Count(j => j.Row.Confirms(j.Verdict))} of {judged.Length} rows are confirmed.\n");
        foreach (var (row, _) in judged.Where(j => j.Verdict == "robust" && !j.Row.Confirms(j.Verdict)))
            text.Append(CultureInfo.InvariantCulture, $"\n`{row.Scaler}` is robust at every ratio of the matrix and gives up to {row.Gains.Max():0.00} dB at those of these photos: a sweep is a sample. Vet a scaler at the sizes that you use.\n");
        return text.ToString();
    }

    /// <summary>One decimal, and no sign where that is 0.</summary>
    private static string Gain(double decibels) => (Math.Round(decibels, 1) + 0.0).ToString("0.0", CultureInfo.InvariantCulture);
}
